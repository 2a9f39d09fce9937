namespace Xerotier.Artifacts.Inspection;

/// <summary>What an artifact says about its model. Null means that it does not say.</summary>
/// <param name="Format"><c>safetensors</c>, <c>bin</c>, <c>exl2</c> or <c>directory</c>.</param>
/// <param name="SizeBytes">Size of all files in bytes.</param>
public sealed record ModelProfile(string Format, long SizeBytes)
{
    /// <summary>Bytes of all tensors.</summary>
    public long? WeightBytes { get; init; }

    /// <summary>Family slug: <c>model_type</c> in lower case without <c>_</c> and <c>-</c>.</summary>
    public string? Architecture { get; init; }

    /// <summary>Parameters, counted from tensor shapes.</summary>
    public long? ParameterCount { get; init; }

    /// <summary>Context window in tokens.</summary>
    public int? ContextLength { get; init; }

    /// <summary>How the weights are quantized; null when they are not.</summary>
    public string? QuantizationMethod { get; init; }

    /// <summary>Bits of a quantized weight, rounded.</summary>
    public int? QuantizationBits { get; init; }

    /// <summary>Number format for computing.</summary>
    public string? Dtype { get; init; }

    /// <summary>Width of the residual stream.</summary>
    public int? HiddenSize { get; init; }

    /// <summary>Transformer layers.</summary>
    public int? Layers { get; init; }

    /// <summary>Attention heads per layer.</summary>
    public int? AttentionHeads { get; init; }

    /// <summary>Heads that keep keys and values.</summary>
    public int? KeyValueHeads { get; init; }

    /// <summary>Width of one head.</summary>
    public int? HeadSize { get; init; }

    /// <summary>Tokens in the vocabulary.</summary>
    public int? VocabularySize { get; init; }

    /// <summary>Experts per mixture-of-experts layer; null for dense models.</summary>
    public int? Experts { get; init; }

    /// <summary>Experts that one token activates; null for dense models.</summary>
    public int? ExpertsPerToken { get; init; }

    /// <summary>License as the artifact states it.</summary>
    public string? License { get; init; }
}
