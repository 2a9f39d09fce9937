using Xerotier.Routing.Tiers;

namespace Xerotier.Routing.Tests.Tiers;

public sealed class ServiceTiersTests
{
    [Theory]
    [InlineData("free", 10, 10_000, 64, false)]
    [InlineData("cpu_amd_optimized", 20, 100_000, 128, true)]
    [InlineData("cpu_intel_optimized", 20, 100_000, 128, true)]
    [InlineData("gpu_nvidia_shared", 25, 500_000, 256, true)]
    [InlineData("gpu_amd_shared", 25, 500_000, 256, true)]
    [InlineData("gpu_intel_shared", 25, 500_000, 256, true)]
    [InlineData("self_hosted", 30, 0, 0, true)]
    public void TryFind_KnownSlug_HasThePublishedNumbers(
        string slug, int priority, int tokens, int requests, bool batching)
    {
        ServiceTiers.TryFind(slug, out ServiceTier? tier).ShouldBeTrue();

        tier.Slug.ShouldBe(slug);
        tier.Priority.ShouldBe(priority);
        tier.TokensPerMinute.ShouldBe(tokens);
        tier.RequestsPerMinute.ShouldBe(requests);
        tier.Streaming.ShouldBeTrue();
        tier.Batching.ShouldBe(batching);
    }

    [Theory]
    [InlineData("free", "Free", "Shared (any)", TierPricing.Free, 48)]
    [InlineData("cpu_amd_optimized", "CPU AMD Optimized", "AMD EPYC CPU (ZenDNN)", TierPricing.PerToken, 0)]
    [InlineData("cpu_intel_optimized", "CPU Intel Optimized", "Intel Xeon CPU (oneAPI)", TierPricing.PerToken, 0)]
    [InlineData("gpu_nvidia_shared", "GPU NVIDIA Shared", "NVIDIA CUDA GPU", TierPricing.PerToken, 0)]
    [InlineData("gpu_amd_shared", "GPU AMD Shared", "AMD ROCm GPU", TierPricing.PerToken, 0)]
    [InlineData("gpu_intel_shared", "GPU Intel Shared", "Intel oneAPI / Arc GPU", TierPricing.PerToken, 0)]
    [InlineData("self_hosted", "Self-Hosted", "User-supplied", TierPricing.Hourly, 512)]
    public void TryFind_KnownSlug_HasThePublishedWords(
        string slug, string name, string accelerator, TierPricing pricing, int maxModelGigaBytes)
    {
        ServiceTiers.TryFind(slug, out ServiceTier? tier).ShouldBeTrue();

        tier.Name.ShouldBe(name);
        tier.Accelerator.ShouldBe(accelerator);
        tier.Pricing.ShouldBe(pricing);
        tier.MaxModelBytes.ShouldBe(maxModelGigaBytes == 0 ? null : maxModelGigaBytes * 1_000_000_000L);
        tier.Shared.ShouldBe(slug != "self_hosted");
    }

    [Fact]
    public void TryFind_SelfHosted_HasTheLongTimeouts()
    {
        ServiceTiers.TryFind("self_hosted", out ServiceTier? tier).ShouldBeTrue();

        tier.RequestTimeout.TotalSeconds.ShouldBe(1800);
        tier.IdleTimeout.TotalSeconds.ShouldBe(3600);
        tier.MaxConcurrentRequests.ShouldBe(96);
        tier.MaxBatchSize.ShouldBe(64);
        tier.AcceleratorClass.ShouldBe(AcceleratorClass.Cpu);
    }

    [Fact]
    public void TryFind_Free_LimitsEndpointsAndModels()
    {
        ServiceTiers.TryFind("free", out ServiceTier? tier).ShouldBeTrue();

        tier.MaxEndpoints.ShouldBe(2);
        tier.MaxModels.ShouldBe(2);
    }

    [Theory]
    [InlineData("gpu_nvidia_dedicated", "gpu_nvidia_shared")]
    [InlineData("gpu_amd_dedicated", "gpu_amd_shared")]
    public void TryFind_DeprecatedSlug_FindsItsSuccessor(string slug, string successor)
    {
        ServiceTiers.TryFind(slug, out ServiceTier? tier).ShouldBeTrue();
        tier.Slug.ShouldBe(successor);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("FREE")]
    [InlineData("gpu")]
    public void TryFind_UnknownSlug_SaysSo(string? slug)
    {
        ServiceTiers.TryFind(slug, out _).ShouldBeFalse();
        ServiceTiers.IndexOf(slug).ShouldBe(-1);
    }
}
