using Orleans;

namespace Xerotier.Grains.Models;

/// <summary>What validation read from an artifact. Null means that the artifact does not say.</summary>
/// <param name="Format"><c>safetensors</c>, <c>bin</c>, <c>exl2</c> or <c>directory</c>.</param>
/// <param name="SizeBytes">Size of all files in bytes.</param>
/// <param name="WeightBytes">Bytes of all tensors, as loaded without further quantization.</param>
/// <param name="Architecture">Family slug: <c>model_type</c> without <c>_</c> and <c>-</c>, e.g.
/// <c>qwen3moe</c>.</param>
/// <param name="ParameterCount">Parameters, counted from tensor shapes.</param>
/// <param name="ContextLength">Context window in tokens.</param>
/// <param name="QuantizationMethod">Of the weights as they are: <c>compressed-tensors</c>, <c>gptq</c>, <c>awq</c>,
/// <c>exl2</c>, a GGUF type, ...</param>
/// <param name="QuantizationBits">Bits per quantized weight; rounded where the format mixes widths.</param>
/// <param name="Dtype">Number format for computing, e.g. <c>bfloat16</c>.</param>
/// <param name="HiddenSize">Width of the residual stream.</param>
/// <param name="Layers">Transformer layers.</param>
/// <param name="AttentionHeads">Attention heads per layer.</param>
/// <param name="KeyValueHeads">Heads that keep keys and values.</param>
/// <param name="HeadSize">Width of one head.</param>
/// <param name="VocabularySize">Tokens in the vocabulary.</param>
/// <param name="Experts">Experts per mixture-of-experts layer; null for dense models.</param>
/// <param name="ExpertsPerToken">Experts that one token activates; null for dense models.</param>
/// <param name="License">License as the artifact states it, e.g. <c>apache-2.0</c>.</param>
[GenerateSerializer, Alias("xerotier.model-facts"), Immutable]
public sealed record ModelFacts(
    [property: Id(0)] string Format,
    [property: Id(1)] long SizeBytes,
    [property: Id(2)] long? WeightBytes = null,
    [property: Id(3)] string? Architecture = null,
    [property: Id(4)] long? ParameterCount = null,
    [property: Id(5)] int? ContextLength = null,
    [property: Id(6)] string? QuantizationMethod = null,
    [property: Id(7)] int? QuantizationBits = null,
    [property: Id(8)] string? Dtype = null,
    [property: Id(9)] int? HiddenSize = null,
    [property: Id(10)] int? Layers = null,
    [property: Id(11)] int? AttentionHeads = null,
    [property: Id(12)] int? KeyValueHeads = null,
    [property: Id(13)] int? HeadSize = null,
    [property: Id(14)] int? VocabularySize = null,
    [property: Id(15)] int? Experts = null,
    [property: Id(16)] int? ExpertsPerToken = null,
    [property: Id(17)] string? License = null)
{
    /// <summary>How the weights are quantized in few words, e.g. <c>awq-4bit</c>; null when they are not.</summary>
    public string? DescribeQuantization() =>
        QuantizationMethod is null || QuantizationBits is null || QuantizationMethod.Any(char.IsAsciiDigit)
            ? QuantizationMethod
            : $"{QuantizationMethod}-{QuantizationBits}bit";
}
