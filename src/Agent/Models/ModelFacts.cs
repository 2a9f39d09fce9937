using System.Text.Json;

namespace Xerotier.Agent.Models;

/// <summary>What a model's files say about loading it; null where they do not.</summary>
internal sealed record ModelFacts
{
    private const string ConfigName = "config.json";
    private const int MaxConfigBytes = 4 << 20;
    private static readonly string[] WeightSuffixes = [".safetensors", ".bin", ".gguf", ".pt"];

    public static readonly ModelFacts None = new();

    /// <summary>Bytes of its weights as they are stored.</summary>
    public long? WeightBytes { get; init; }

    /// <summary>Bytes of a stored weight that is not quantized: 4 for float32, else 2.</summary>
    public int BytesPerWeight { get; init; } = 2;

    public int? ContextLength { get; init; }

    /// <summary>Bytes that one token takes in the KV cache.</summary>
    public long? KvBytesPerToken { get; init; }

    /// <summary>How its files are quantized, e.g. <c>awq</c>.</summary>
    public string? QuantizationMethod { get; init; }

    public int? QuantizationBits { get; init; }

    /// <summary>Experts of a mixture of experts.</summary>
    public int? Experts { get; init; }

    /// <summary>Hidden size of one expert.</summary>
    public int? ExpertSize { get; init; }

    /// <summary>Reads a directory of model files.</summary>
    public static ModelFacts Read(string directory)
    {
        var weights = new DirectoryInfo(directory).EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(file => WeightSuffixes.Contains(file.Extension.ToLowerInvariant()))
            .Sum(file => file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo blob ? blob.Length : file.Length);
        var facts = ReadConfig(Path.Combine(directory, ConfigName));
        return facts with { WeightBytes = weights > 0 ? weights : null };
    }

    private static ModelFacts ReadConfig(string path)
    {
        try
        {
            // A link's own length says nothing, so the bytes read are bounded instead.
            using var file = File.OpenRead(path);
            if (file.Length > MaxConfigBytes) return None;
            using var document = JsonDocument.Parse(file);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Of(document.RootElement) : None;
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return None;
        }
    }

    private static ModelFacts Of(JsonElement config)
    {
        // Models that also see or hear keep the language model's figures one level down.
        var text = Member(config, "text_config") is { ValueKind: JsonValueKind.Object } nested ? nested : config;
        var quantization = Member(config, "quantization_config") ?? Member(text, "quantization_config");
        return new ModelFacts
        {
            BytesPerWeight = (Text(text, "torch_dtype") ?? Text(text, "dtype")) == "float32" ? 4 : 2,
            ContextLength = Number(text, "max_position_embeddings", "n_positions", "max_seq_len"),
            KvBytesPerToken = KvBytes(text),
            QuantizationMethod = quantization is { } own ? Text(own, "quant_method") : null,
            QuantizationBits = quantization is { } bits ? Bits(bits) : null,
            Experts = Number(text, "num_experts", "num_local_experts", "n_routed_experts"),
            ExpertSize = Number(text, "moe_intermediate_size", "intermediate_size"),
        };
    }

    /// <summary>Keys and values of each layer, two bytes a number.</summary>
    private static long? KvBytes(JsonElement config)
    {
        if (Number(config, "num_hidden_layers", "n_layer") is not { } layers) return null;
        if (Number(config, "num_attention_heads", "n_head") is not { } heads) return null;
        var size = Number(config, "head_dim") ?? Number(config, "hidden_size", "n_embd") / heads;
        return 2L * 2 * layers * (Number(config, "num_key_value_heads") ?? heads) * size;
    }

    private static int? Bits(JsonElement quantization)
    {
        if (Number(quantization, "bits", "w_bit", "num_bits") is { } bits) return bits;
        if (Member(quantization, "config_groups") is not { ValueKind: JsonValueKind.Object } groups) return null;
        foreach (var group in groups.EnumerateObject())
        {
            if (Member(group.Value, "weights") is { } weights && Number(weights, "num_bits") is { } each) return each;
        }
        return null;
    }

    private static int? Number(JsonElement config, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Member(config, name) is { ValueKind: JsonValueKind.Number } value
                && value.TryGetInt32(out var number) && number > 0)
                return number;
        }
        return null;
    }

    private static string? Text(JsonElement config, string name) =>
        Member(config, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static JsonElement? Member(JsonElement config, string name) =>
        config.ValueKind == JsonValueKind.Object && config.TryGetProperty(name, out var value) ? value : null;
}
