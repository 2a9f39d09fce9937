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

    [Fact]
    public void TryFind_SelfHosted_HasTheLongTimeouts()
    {
        ServiceTiers.TryFind("self_hosted", out ServiceTier? tier).ShouldBeTrue();

        tier.RequestTimeout.TotalSeconds.ShouldBe(1800);
        tier.IdleTimeout.TotalSeconds.ShouldBe(3600);
        tier.MaxConcurrentRequests.ShouldBe(96);
        tier.MaxBatchSize.ShouldBe(64);
        tier.Shared.ShouldBeFalse();
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

    [Theory]
    [InlineData("nvidia:H100:80GB", false, new[] { "self_hosted", "gpu_nvidia_shared" })]
    [InlineData("AMD:MI300X", true, new[] { "free", "gpu_amd_shared" })]
    [InlineData("intel:gaudi3", true, new[] { "free", "gpu_intel_shared" })]
    [InlineData("cpu:amd", true, new[] { "free", "cpu_amd_optimized" })]
    [InlineData("abacus", false, new[] { "self_hosted" })]
    public void DefaultsFor_Accelerator_ServesItsTier(string accelerator, bool shared, string[] tiers) =>
        ServiceTiers.DefaultsFor([accelerator], shared).ShouldBe(tiers);

    [Fact]
    public void DefaultsFor_SeveralOfOneKind_NamesTheTierOnce() =>
        ServiceTiers.DefaultsFor(["nvidia:A100", "nvidia:A100"], shared: false)
            .ShouldBe(["self_hosted", "gpu_nvidia_shared"]);
}
