using Xerotier.Grains.Models;

namespace Xerotier.ApiHost.Models;

/// <summary>
/// Memory that a model takes on an accelerator, estimated: its weights, the keys and values of a context (two tensors a
/// layer, 16 bits a number), and a tenth of both for activations and the backend itself.
/// </summary>
/// <param name="WeightBytes">Bytes of the weights.</param>
/// <param name="CacheBytesPerToken">Bytes of keys and values for one token; 0 when the artifact does not say.</param>
/// <param name="ContextLength">Tokens of the context.</param>
internal sealed record MemoryNeed(long WeightBytes, long CacheBytesPerToken, int ContextLength)
{
    private const double Overhead = 1.1;
    private const int BytesPerNumber = 2;
    private const int DefaultContextLength = 4096;

    // Best first: what costs the least quality. Bits include scales.
    private static readonly (string Method, double Bits)[] Quantizations = [("fp8", 8), ("bitsandbytes-fp4", 4.5)];

    /// <summary>Bytes of the keys and values of the whole context.</summary>
    public long CacheBytes => (long)((double)CacheBytesPerToken * ContextLength);

    /// <summary>Bytes in all.</summary>
    public long RequiredBytes => (long)(((double)WeightBytes + CacheBytes) * Overhead);

    /// <summary>The need of a model as it is; null when its weights are unknown.</summary>
    /// <param name="model">The model.</param>
    /// <param name="contextLength">Tokens of the context; null for the model's own.</param>
    public static MemoryNeed? Of(ModelInfo model, int? contextLength) =>
        model.Facts is { WeightBytes: { } weights } facts
            ? new MemoryNeed(
                weights,
                (long)(2.0 * BytesPerNumber * (facts.Layers ?? 0) * (facts.KeyValueHeads ?? 0) * (facts.HeadSize ?? 0)),
                contextLength ?? model.ContextLength ?? DefaultContextLength)
            : null;

    /// <summary>The quantization with which the model fits a memory that it does not fit as it is.</summary>
    /// <param name="facts">The model.</param>
    /// <param name="memoryBytes">The memory.</param>
    /// <returns>Its name; null when none does, or when the weights are quantized already.</returns>
    public string? FittingQuantization(ModelFacts facts, long memoryBytes) =>
        facts is { QuantizationMethod: null, ParameterCount: { } parameters }
            ? Array.Find(Quantizations, quantization =>
                (this with { WeightBytes = (long)(parameters * quantization.Bits / 8) }).RequiredBytes <= memoryBytes)
                .Method
            : null;
}
