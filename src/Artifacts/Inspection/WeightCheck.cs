using System.Globalization;
using System.Text.RegularExpressions;
using Xerotier.Artifacts.Formats;

namespace Xerotier.Artifacts.Inspection;

/// <summary>Finds weights that do not belong to their configuration.</summary>
internal static partial class WeightCheck
{
    private static readonly string[] Embeddings =
        ["embed_tokens.weight", "wte.weight", "word_embeddings.weight", "tok_embeddings.weight"];

    private static readonly string[] FloatTypes = ["F16", "BF16", "F32", "F64"];

    /// <summary>What does not match, or null.</summary>
    public static string? Problem(IReadOnlyList<Tensor> tensors, ModelConfig config) =>
        EmbeddingProblem(tensors, config) ?? LayerProblem(tensors, config) ?? QuantizationProblem(tensors, config);

    private static string? EmbeddingProblem(IReadOnlyList<Tensor> tensors, ModelConfig config)
    {
        var embedding = tensors.FirstOrDefault(tensor =>
            tensor.Shape.Length == 2
            && FloatTypes.Contains(tensor.Type)
            && Embeddings.Any(ending => tensor.Name.EndsWith(ending, StringComparison.Ordinal)));
        if (embedding is null)
        {
            return null;
        }

        // Rows may be padded, and a few families embed more narrowly than they compute.
        return embedding.Shape[0] < config.VocabularySize
            ? $"config.json says {config.VocabularySize} tokens, the embeddings have {embedding.Shape[0]}."
            : embedding.Shape[1] > config.HiddenSize
                ? $"config.json says a hidden size of {config.HiddenSize}, the embeddings have {embedding.Shape[1]}."
                : null;
    }

    private static string? LayerProblem(IReadOnlyList<Tensor> tensors, ModelConfig config)
    {
        int layers = tensors
            .Select(tensor => LayerNumber().Match(tensor.Name))
            .Where(match => match.Success)
            .Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) + 1)
            .DefaultIfEmpty(int.MaxValue)
            .Max();
        return layers < config.Layers
            ? $"config.json says {config.Layers} layers, the weights have {layers}."
            : null;
    }

    private static string? QuantizationProblem(IReadOnlyList<Tensor> tensors, ModelConfig config) =>
        config.Quantization is { Method: "gptq" or "awq" } quantization
        && !tensors.Any(tensor => tensor.Name.EndsWith(".qweight", StringComparison.Ordinal))
            ? $"config.json says {quantization.Method}, but no tensor is quantized so."
            : null;

    [GeneratedRegex(@"(?:^|\.)(?:layers|layer|h|blocks)\.(\d{1,6})\.", RegexOptions.CultureInvariant)]
    private static partial Regex LayerNumber();
}
