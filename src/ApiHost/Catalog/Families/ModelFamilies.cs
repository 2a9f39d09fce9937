using System.Collections.Immutable;

namespace Xerotier.ApiHost.Catalog.Families;

/// <summary>Describes architectures. What it does not know still gets a name and a logo.</summary>
internal static class ModelFamilies
{
    /// <summary>Slug of models whose architecture is not known.</summary>
    public const string Other = "other";

    private const string MixtureSuffix = "moe";
    private const string MixtureNote = " A mixture of experts: only a part of the weights works on each token.";

    // The longest prefix that fits decides, so the order does not matter.
    private static readonly ImmutableArray<(string Prefix, string Name, string Description)> Lines =
    [
        ("llama", "Llama", "Meta's general-purpose models, the base of countless fine-tunes."),
        ("mllama", "Llama Vision", "Meta's Llama with an encoder for images."),
        ("qwen", "Qwen", "Alibaba's models for chat, code and reasoning in many languages."),
        ("deepseek", "DeepSeek", "Large models for reasoning and code with compressed attention."),
        ("mistral", "Mistral", "Compact European models with a good answer for their size."),
        ("mixtral", "Mixtral", "Mistral's mixture of experts: only some of them work on each token."),
        ("gemma", "Gemma", "Google's open models, small enough for one GPU."),
        ("phi", "Phi", "Microsoft's small models, trained on carefully chosen text."),
        ("gptoss", "GPT-OSS", "OpenAI's open-weight reasoning models."),
        ("gpt", "GPT", "The classic generative transformers."),
        ("glm", "GLM", "Zhipu's bilingual models for chat and agents."),
        ("chatglm", "ChatGLM", "Zhipu's earlier bilingual chat models."),
        ("kimi", "Kimi", "Moonshot's models for long contexts and tools."),
        ("minimax", "MiniMax", "Models with linear attention for very long contexts."),
        ("granite", "Granite", "IBM's models for business text and code."),
        ("cohere", "Command", "Cohere's models for retrieval and tools."),
        ("olmo", "OLMo", "Ai2's models, open from data to training code."),
        ("falcon", "Falcon", "Open models from Abu Dhabi."),
        ("starcoder", "StarCoder", "Models for code, trained on permissively licensed repositories."),
        ("bert", "BERT", "Encoders that turn text into vectors."),
        ("roberta", "RoBERTa", "Robustly trained encoders that turn text into vectors."),
        ("xlmroberta", "XLM-RoBERTa", "Encoders for text in a hundred languages."),
        ("nomicbert", "Nomic BERT", "Encoders for long texts."),
        ("mamba", "Mamba", "State-space models: memory that does not grow with the text."),
    ];

    /// <summary>The family of an architecture; models without one are in <see cref="Other"/>.</summary>
    public static Family Of(string? architecture)
    {
        if (string.IsNullOrEmpty(architecture))
        {
            return new Family(Other, "Other", "Models that do not say which architecture they have.", Other);
        }

        var line = Lines.Where(line => architecture.StartsWith(line.Prefix, StringComparison.Ordinal))
            .OrderByDescending(line => line.Prefix.Length)
            .FirstOrDefault((architecture, architecture, $"Models of the architecture {architecture}."));
        var (prefix, name, description) = line;
        string rest = architecture[prefix.Length..];
        bool mixture = rest.EndsWith(MixtureSuffix, StringComparison.Ordinal);
        string generation = mixture ? rest[..^MixtureSuffix.Length] : rest;
        return new Family(
            architecture,
            string.Join(' ', new[] { name, generation.ToUpperInvariant(), mixture ? "MoE" : "" }.Where(w => w != "")),
            mixture ? description + MixtureNote : description,
            prefix);
    }
}
