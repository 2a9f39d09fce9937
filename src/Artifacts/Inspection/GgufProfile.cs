using System.Collections.Immutable;
using Xerotier.Artifacts.Formats;

namespace Xerotier.Artifacts.Inspection;

/// <summary>What the metadata of GGUF files says about their model.</summary>
internal static class GgufProfile
{
    private static readonly string[] Unquantized = ["F32", "F16", "BF16", "F64"];

    /// <summary>Adds to a profile what the files say; the first one has the metadata.</summary>
    public static ModelProfile Describe(ModelProfile profile, IReadOnlyList<GgufFile> files)
    {
        var metadata = files[0].Metadata;
        string? family = metadata.GetValueOrDefault("general.architecture") as string;
        int? Integer(string key) => ReadInteger(metadata, $"{family}.{key}");

        var tensors = files.SelectMany(file => file.Tensors).ToList();
        var type = tensors.GroupBy(tensor => tensor.Type).MaxBy(group => group.Sum(tensor => tensor.Bytes))?.First();
        bool quantized = type is not null && !Unquantized.Contains(type.Type);
        int? heads = Integer("attention.head_count");
        int? hidden = Integer("embedding_length");
        return profile with
        {
            WeightBytes = tensors.Sum(tensor => tensor.Bytes),
            ParameterCount = tensors.Sum(tensor => tensor.Elements),
            Architecture = ArchitectureSlug.Of(family),
            ContextLength = Integer("context_length"),
            QuantizationMethod = quantized ? type!.Type.ToLowerInvariant() : null,
            QuantizationBits = quantized ? (int)type!.BitsPerElement : null,
            Dtype = type?.Type == "BF16" ? "bfloat16" : type?.Type == "F32" ? "float32" : "float16",
            HiddenSize = hidden,
            Layers = Integer("block_count"),
            AttentionHeads = heads,
            KeyValueHeads = Integer("attention.head_count_kv") ?? heads,
            HeadSize = Integer("attention.key_length") ?? (heads is > 0 ? hidden / heads : null),
            VocabularySize = Integer("vocab_size") ?? ReadInteger(metadata, "tokenizer.ggml.tokens#"),
            Experts = Integer("expert_count"),
            ExpertsPerToken = Integer("expert_used_count"),
            License = metadata.GetValueOrDefault("general.license") as string ?? profile.License,
        };
    }

    private static int? ReadInteger(ImmutableDictionary<string, object> metadata, string key) =>
        metadata.GetValueOrDefault(key) is long number and > 0 and <= int.MaxValue ? (int)number : null;
}
