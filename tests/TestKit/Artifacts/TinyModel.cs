using System.Text;

namespace Xerotier.TestKit.Artifacts;

/// <summary>A Hugging Face directory of a model that is a few KB large: two layers, eight wide.</summary>
public static class TinyModel
{
    /// <summary>Its configuration.</summary>
    public const string Config =
        """
        {"architectures":["Qwen3MoeForCausalLM"],"model_type":"qwen3_moe","hidden_size":8,"num_hidden_layers":2,
        "num_attention_heads":4,"num_key_value_heads":2,"head_dim":2,"vocab_size":16,"max_position_embeddings":4096,
        "num_experts":4,"num_experts_per_tok":2,"torch_dtype":"bfloat16"}
        """;

    /// <summary>Parameters of the model.</summary>
    public const long ParameterCount = (16 * 8) + (2 * 8 * 8);

    /// <summary>Its weights.</summary>
    public static byte[] Weights { get; } = SafetensorsBytes.Of(
        ("model.embed_tokens.weight", "BF16", [16, 8]),
        ("model.layers.0.mlp.weight", "BF16", [8, 8]),
        ("model.layers.1.mlp.weight", "BF16", [8, 8]));

    /// <summary>Its files by path.</summary>
    public static IReadOnlyDictionary<string, byte[]> Files { get; } = new SortedDictionary<string, byte[]>(
        StringComparer.Ordinal)
    {
        ["README.md"] = Encoding.UTF8.GetBytes("---\nlicense: apache-2.0\ntags:\n- test\n---\n# Tiny\n"),
        ["config.json"] = Encoding.UTF8.GetBytes(Config),
        ["generation_config.json"] = Encoding.UTF8.GetBytes("""{"temperature":0.7}"""),
        ["model.safetensors"] = Weights,
        ["tokenizer_config.json"] = Encoding.UTF8.GetBytes("""{"model_max_length":4096}"""),
    };
}
