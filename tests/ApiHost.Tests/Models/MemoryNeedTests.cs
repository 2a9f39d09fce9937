using Xerotier.ApiHost.Models;
using Xerotier.Grains.Models;

namespace Xerotier.ApiHost.Tests.Models;

public sealed class MemoryNeedTests
{
    private const long Gigabyte = 1_000_000_000;

    // Eight billion parameters in 16 bits, 32 layers of 8 key-value heads of 128.
    private static readonly ModelFacts Eight = new(
        "safetensors", 16 * Gigabyte, 16 * Gigabyte, "llama", 8 * Gigabyte, 8192, Layers: 32, KeyValueHeads: 8,
        HeadSize: 128);

    [Fact]
    public void Of_AModel_CountsWeightsAndTheCacheOfItsContext()
    {
        var need = MemoryNeed.Of(Model(Eight), null)!;

        need.CacheBytesPerToken.ShouldBe(2 * 2 * 32 * 8 * 128);
        need.ContextLength.ShouldBe(8192);
        need.RequiredBytes.ShouldBe((long)((16.0 * Gigabyte + 131_072.0 * 8192) * 1.1));
        MemoryNeed.Of(Model(Eight), 1)!.CacheBytes.ShouldBe(131_072);
        MemoryNeed.Of(Model(null), null).ShouldBeNull();
    }

    [Theory]
    [InlineData(12, "fp8")]
    [InlineData(8, "bitsandbytes-fp4")]
    [InlineData(4, null)]
    public void FittingQuantization_OfLessMemory_IsTheOneThatCostsLeast(int gigabytes, string? quantization) =>
        MemoryNeed.Of(Model(Eight), null)!.FittingQuantization(Eight, gigabytes * Gigabyte).ShouldBe(quantization);

    [Fact]
    public void FittingQuantization_OfQuantizedWeights_IsNone()
    {
        var facts = Eight with { QuantizationMethod = "awq" };

        MemoryNeed.Of(Model(facts), null)!.FittingQuantization(facts, 12 * Gigabyte).ShouldBeNull();
    }

    [Fact]
    public void Of_AConfigurationThatExaggerates_DoesNotOverflow()
    {
        var facts = Eight with { Layers = int.MaxValue, KeyValueHeads = int.MaxValue, HeadSize = int.MaxValue };

        MemoryNeed.Of(Model(facts), int.MaxValue)!.RequiredBytes.ShouldBe(long.MaxValue);
    }

    private static ModelInfo Model(ModelFacts? facts) => new(
        Guid.NewGuid(), new ModelSpec("proj_a", "m", "m", "upload", null, "chat"), "ready", "1.0.0",
        DateTimeOffset.UnixEpoch, true, null, facts, null, false, null, false, 0);
}
