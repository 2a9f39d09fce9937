using System.Text.Json;

namespace Xerotier.Artifacts.Formats;

/// <summary>
/// What a Hugging Face <c>config.json</c> says about a model. Families spell the same thing differently; null means
/// that no known spelling is there.
/// </summary>
/// <param name="ModelType">Family, e.g. <c>qwen3_moe</c>.</param>
/// <param name="ContextLength">Context window in tokens.</param>
/// <param name="HiddenSize">Width of the residual stream.</param>
/// <param name="Layers">Transformer layers.</param>
/// <param name="AttentionHeads">Attention heads per layer.</param>
/// <param name="KeyValueHeads">Heads that keep keys and values.</param>
/// <param name="HeadSize">Width of one head.</param>
/// <param name="VocabularySize">Tokens in the vocabulary.</param>
/// <param name="Experts">Experts per mixture-of-experts layer.</param>
/// <param name="ExpertsPerToken">Experts that one token activates.</param>
/// <param name="Dtype">Number format for computing, e.g. <c>bfloat16</c>.</param>
/// <param name="Quantization">How the weights are quantized; null when they are not.</param>
public sealed record ModelConfig(
    string? ModelType,
    int? ContextLength,
    int? HiddenSize,
    int? Layers,
    int? AttentionHeads,
    int? KeyValueHeads,
    int? HeadSize,
    int? VocabularySize,
    int? Experts,
    int? ExpertsPerToken,
    string? Dtype,
    WeightQuantization? Quantization)
{
    private const int MaxBytes = 4 << 20;

    private static readonly string[] NestedConfigs = ["text_config", "llm_config", "language_config"];

    /// <summary>Reads the file.</summary>
    /// <exception cref="InvalidDataException">It is no JSON object, or a value is out of range.</exception>
    public static async Task<ModelConfig> ReadAsync(IArtifactSource file, CancellationToken cancellation = default)
    {
        var root = await file.ReadObjectAsync(MaxBytes, cancellation);
        var fields = new ConfigFields(file.Path, Layered(root));
        int? hidden = fields.Integer("hidden_size", "n_embd", "d_model", "dim");
        int? heads = fields.Integer("num_attention_heads", "n_head", "num_heads", "n_heads");
        return new ModelConfig(
            new ConfigFields(file.Path, [root]).Text("model_type") ?? Family(root),
            fields.Integer(
                "max_position_embeddings", "n_positions", "n_ctx", "max_seq_len", "seq_length", "max_sequence_length"),
            hidden,
            fields.Integer("num_hidden_layers", "n_layer", "num_layers", "n_layers"),
            heads,
            fields.Integer("num_key_value_heads", "num_kv_heads", "n_head_kv", "multi_query_group_num") ?? heads,
            fields.Integer("head_dim", "kv_channels") ?? (heads is > 0 ? hidden / heads : null),
            fields.Integer("vocab_size", "padded_vocab_size"),
            fields.Integer("num_local_experts", "num_experts", "n_routed_experts", "moe_num_experts"),
            fields.Integer("num_experts_per_tok", "num_experts_per_token", "moe_topk", "moe_top_k", "top_k_experts"),
            fields.Text("dtype", "torch_dtype"),
            WeightQuantization.Read(fields.Object("quantization_config")));
    }

    // Models that also see or hear keep what concerns text in an object of its own.
    private static JsonElement[] Layered(JsonElement root) =>
    [
        .. NestedConfigs
            .Where(name => root.TryGetProperty(name, out var nested) && nested.ValueKind == JsonValueKind.Object)
            .Select(root.GetProperty),
        root,
    ];

    // LlamaForCausalLM -> Llama
    private static string? Family(JsonElement root) =>
        root.TryGetProperty("architectures", out var list)
        && list is { ValueKind: JsonValueKind.Array }
        && list.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.String } first
            ? first.GetString()!.Split("For")[0]
            : null;
}
