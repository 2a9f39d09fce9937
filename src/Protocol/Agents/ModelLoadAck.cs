using System.Text.Json.Serialization;

namespace Xerotier.Protocol.Agents;

/// <summary>Acknowledges a load; camelCase on the wire. Members that are not known yet are null.</summary>
/// <param name="ModelId">UUID of the model.</param>
/// <param name="Version">Its version.</param>
/// <param name="State"><c>loaded</c>, or <c>loading</c> while it goes on.</param>
/// <param name="Progress">How much of its files has arrived, 0 to 1.</param>
/// <param name="PreQuantizationMethod">How its files are quantized: <c>compressed-tensors</c>, <c>gptq</c>, <c>awq</c>,
/// ...; null when they are not.</param>
/// <param name="PreQuantizationBits">Bits of a weight in its files, when they are quantized.</param>
/// <param name="AppliedQuantization">Quantization applied while loading, e.g. <c>fp8</c>, <c>bitsandbytes</c>; null for
/// none.</param>
/// <param name="AppliedQuantizationReason">Why so, for people.</param>
/// <param name="ContextLength">Context window in tokens.</param>
/// <param name="MaxSequences">Sequences it runs at once.</param>
/// <param name="MoeKernelProfile">Kernel profile picked for a mixture of experts; null for other models.</param>
public sealed record ModelLoadAck(
    [property: JsonPropertyName("modelId")] Guid ModelId,
    [property: JsonPropertyName("version")] string Version,
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("progress")] double? Progress,
    [property: JsonPropertyName("preQuantizationMethod")] string? PreQuantizationMethod,
    [property: JsonPropertyName("preQuantizationBits")] int? PreQuantizationBits,
    [property: JsonPropertyName("appliedQuantization")] string? AppliedQuantization,
    [property: JsonPropertyName("appliedQuantizationReason")] string? AppliedQuantizationReason,
    [property: JsonPropertyName("contextLength")] int? ContextLength,
    [property: JsonPropertyName("maxSequences")] int? MaxSequences,
    [property: JsonPropertyName("moeKernelProfile")] string? MoeKernelProfile);
