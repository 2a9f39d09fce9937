using Xerotier.Routing.Tiers;

namespace Xerotier.Routing.Tests.Tiers;

public sealed class AgentTiersTests
{
    [Theory]
    [InlineData("nvidia:H100:80GB", "gpu_nvidia_shared")]
    [InlineData("cuda:0", "gpu_nvidia_shared")]
    [InlineData("AMD:MI300X", "gpu_amd_shared")]
    [InlineData("rocm:gfx942", "gpu_amd_shared")]
    [InlineData("intel:gaudi3", "gpu_intel_shared")]
    [InlineData("oneapi:arc-a770", "gpu_intel_shared")]
    [InlineData("cpu:amd", "cpu_amd_optimized")]
    [InlineData("AMD EPYC 9654", "cpu_amd_optimized")]
    [InlineData("cpu:intel", "cpu_intel_optimized")]
    [InlineData("Intel(R) Xeon(R) Platinum 8480", "cpu_intel_optimized")]
    public void Of_AnAccelerator_ServesItsTierAndSelfHosted(string accelerator, string tier)
    {
        AgentTiers.Of(null, [accelerator], shared: false).ShouldBe(["self_hosted", tier]);
        AgentTiers.Of(null, [accelerator], shared: true).ShouldBe(["free", tier]);
    }

    [Fact]
    public void Of_AnUnknownAccelerator_ServesTheDefaultAlone() =>
        AgentTiers.Of(null, ["abacus"], shared: false).ShouldBe(["self_hosted"]);

    [Fact]
    public void Of_SeveralOfOneKind_NamesTheTierOnce() =>
        AgentTiers.Of(null, ["nvidia:A100", "nvidia:A100"], shared: false)
            .ShouldBe(["self_hosted", "gpu_nvidia_shared"]);

    [Fact]
    public void Of_DeclaredTiers_AddsSelfHostedToAProjectsAgent() =>
        AgentTiers.Of(["gpu_amd_shared"], ["nvidia:A100"], shared: false)
            .ShouldBe(["self_hosted", "gpu_amd_shared"]);

    [Fact]
    public void Of_DeclaredTiers_AreAllThatASharedAgentServes() =>
        AgentTiers.Of(["gpu_amd_shared"], ["nvidia:A100"], shared: true).ShouldBe(["gpu_amd_shared"]);
}
