using Xerotier.Agent.Models;
using Xerotier.Protocol.Agents;

namespace Xerotier.Agent.Tests.Models;

public sealed class LoadPlannerTests
{
    private const long Gigabyte = 1_000_000_000;

    private static readonly Device H100 = new("NVIDIA_H100_80GB", "nvidia", 80 * Gigabyte);

    private static LoadPlan Plan(
        ModelFacts facts, Device? device = null, string? wanted = null, int? contextLimit = null)
    {
        var on = device ?? H100;
        var planner = new LoadPlanner(on, on.MemoryBytes, new PlanLimits(64, contextLimit, wanted));
        var wish = new ModelLoadRequest(Guid.NewGuid(), "1.0.0", "m", null, null, null, null, 0, false);
        return planner.Plan(wish, facts, "/models/m", null);
    }

    private static ModelFacts Weights(double gigabytes) => new() { WeightBytes = (long)(gigabytes * Gigabyte) };

    [Theory]
    [InlineData(16, null)]
    [InlineData(70, null)]
    [InlineData(100, "fp8")]
    [InlineData(140, "bitsandbytes")]
    [InlineData(220, "bitsandbytes")]
    public void Quantization_BySize_IsTheMildestThatFits(double gigabytes, string? method)
    {
        var plan = Plan(Weights(gigabytes));

        plan.Quantization.Method.ShouldBe(method);
        plan.Quantization.IsRuntime.ShouldBe(method is not null);
        plan.Quantization.Reason.ShouldContain("GB");
        plan.MemoryBytes.ShouldBeLessThanOrEqualTo(80 * Gigabyte);
    }

    [Theory]
    [InlineData(300, "nvidia")]
    [InlineData(140, "amd")]
    [InlineData(100, "cpu")]
    public void Quantization_WhereNoneFits_RefusesWithTheFigures(double gigabytes, string vendor)
    {
        var refusal = Should.Throw<LoadException>(
            () => Plan(Weights(gigabytes), H100 with { Vendor = vendor }));

        refusal.Code.ShouldBe("model_too_large");
        refusal.Message.ShouldContain($"{gigabytes} GB");
    }

    [Fact]
    public void Quantization_OfQuantizedFiles_StaysTheirs()
    {
        var plan = Plan(Weights(20) with { QuantizationMethod = "awq", QuantizationBits = 4 }, wanted: "fp8");

        (plan.Quantization.Method, plan.Quantization.IsRuntime).ShouldBe(("awq", false));
        plan.Quantization.Reason.ShouldContain("awq, 4 bits");
    }

    [Fact]
    public void Quantization_ThatTheOperatorWants_IsApplied()
    {
        var plan = Plan(Weights(16), wanted: "bitsandbytes-fp4");

        (plan.Quantization.Method, plan.Quantization.IsRuntime).ShouldBe(("bitsandbytes-fp4", true));
        plan.Quantization.WeightBytes.ShouldBeLessThan(6 * Gigabyte);
    }

    [Fact]
    public void Quantization_OfFloat32Files_CountsThemAtSixteenBits() =>
        Plan(Weights(120) with { BytesPerWeight = 4 }).Quantization.Method.ShouldBeNull();

    [Fact]
    public void Context_OfTheModel_IsCutToTheMemoryLeft()
    {
        var facts = Weights(60) with { ContextLength = 1_000_000, KvBytesPerToken = 100_000 };

        var plan = Plan(facts);

        plan.ContextLength!.Value.ShouldBeInRange(100_000, 140_000);
        Plan(facts, contextLimit: 8192).ContextLength.ShouldBe(8192);
        Plan(facts with { ContextLength = 4096 }).ContextLength.ShouldBe(4096);
    }

    [Fact]
    public void Sequences_OfLittleMemory_AreFewerThanTheOperatorsLimit()
    {
        Plan(Weights(16) with { ContextLength = 4096, KvBytesPerToken = 100_000 }).MaxSequences.ShouldBe(8);
        Plan(Weights(16)).MaxSequences.ShouldBe(64);
    }

    [Fact]
    public void Model_OfUnknownSize_GetsAllTheMemory() => Plan(ModelFacts.None).MemoryBytes.ShouldBe(80 * Gigabyte);

    [Theory]
    [InlineData(20, "E=128,N=768,device_name=NVIDIA_H100_80GB")]
    [InlineData(100, "E=128,N=768,device_name=NVIDIA_H100_80GB,dtype=fp8_w8a8")]
    public void MoeProfile_OfAMixture_IsNamedAsVllmNamesIt(double gigabytes, string profile) =>
        Plan(Weights(gigabytes) with { Experts = 128, ExpertSize = 768 }).MoeProfile.ShouldBe(profile);

    [Fact]
    public void MoeProfile_OfOtherModels_IsNone() => Plan(Weights(20)).MoeProfile.ShouldBeNull();

    [Theory]
    [InlineData("nvidia:H100:80GB", "NVIDIA_H100_80GB", "nvidia", 80)]
    [InlineData("amd:MI300X:192GB", "AMD_MI300X_192GB", "amd", 192)]
    public void Device_OfAnAccelerator_HasItsNameAndMemory(string text, string name, string vendor, long gigabytes) =>
        Device.Of(new AgentOptions { Accelerators = [text, text] })
            .ShouldBe(new Device(name, vendor, 2 * gigabytes * Gigabyte));

    [Theory]
    [InlineData("nonsense")]
    [InlineData("nvidia:H100:xGB")]
    [InlineData("nvidia:H100:-5GB")]
    public void Device_WithoutASize_CountsTheMachinesMemory(string text) =>
        Device.Of(new AgentOptions { Accelerators = [text] }).MemoryBytes.ShouldBeGreaterThan(0);
}
