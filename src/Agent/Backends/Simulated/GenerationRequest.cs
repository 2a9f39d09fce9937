using System.Text.Json;

namespace Xerotier.Agent.Backends.Simulated;

/// <summary>What a chat completion or completion asks for.</summary>
internal sealed class GenerationRequest
{
    private const int MaxStops = 4;

    private GenerationRequest(JsonElement body, Prompt prompt, ulong seed)
    {
        if (body.Integer("n", 1) is > 1) throw new BadRequestException("Only one choice ('n': 1) is simulated.", "n");
        Prompt = prompt;
        IsStream = body.Flag("stream", false);
        IncludeUsage = body.Member("stream_options") is { } options && options.Flag("include_usage", false);
        MaxTokens = body.Integer("max_completion_tokens", 1) ?? body.Integer("max_tokens", 1);
        MinTokens = body.Integer("min_tokens", 0) ?? 0;
        IgnoreEnd = body.Flag("ignore_eos", false);
        Stops = [.. body.Texts("stop").Where(stop => stop.Length > 0)];
        if (Stops.Count > MaxStops) throw new BadRequestException($"At most {MaxStops} stops are allowed.", "stop");
        Seed = Hashing.Combine(seed, (ulong)(body.Integer("seed", int.MinValue) ?? 0));
    }

    public Prompt Prompt { get; }

    /// <summary>Equal requests have equal seeds, and get equal answers.</summary>
    public ulong Seed { get; }

    public bool IsStream { get; }

    public bool IncludeUsage { get; }

    public int? MaxTokens { get; }

    /// <summary>vLLM's <c>min_tokens</c>.</summary>
    public int MinTokens { get; }

    /// <summary>vLLM's <c>ignore_eos</c>: go on until <see cref="MaxTokens"/>.</summary>
    public bool IgnoreEnd { get; }

    public IReadOnlyList<string> Stops { get; }

    /// <summary>What the answer begins with already: the last message, when it is to be continued.</summary>
    public string Begun { get; private init; } = "";

    /// <summary>What the user said last; the answer speaks of it.</summary>
    public string LastText { get; private init; } = "";

    /// <summary>Role of the last message.</summary>
    public string LastRole { get; private init; } = "user";

    /// <summary>Tools to call now; empty for an answer in words.</summary>
    public IReadOnlyList<ToolDefinition> Calls { get; private init; } = [];

    /// <summary>The answer's form; null for free text.</summary>
    public JsonElement? ResponseFormat { get; private init; }

    public static GenerationRequest OfChat(JsonElement body, string salt)
    {
        var messages = ChatMessages.Read(body.Required("messages"));
        var tools = ToolDefinition.ReadAll(body.Member("tools"));
        var prompt = new Prompt(salt);
        if (body.Member("tools") is { } definitions) prompt.Add(definitions.GetRawText());
        var begun = body.Flag("continue_final_message", false) && messages.Count > 1 ? messages[^1] : null;
        var asked = begun is null ? messages : [.. messages.SkipLast(1)];
        foreach (var message in asked) message.AddTo(prompt);
        // An answer that is continued is the one that would have been given in one go.
        var seed = prompt.Seed;
        if (begun is not null) prompt.Add(begun.Text);
        return new GenerationRequest(body, prompt, seed)
        {
            Begun = begun?.Text ?? "",
            LastText = asked[^1].Text,
            LastRole = asked[^1].Role,
            Calls = ToolChoice.Pick(tools, body, asked[^1]),
            ResponseFormat = body.Member("response_format"),
        };
    }

    public static GenerationRequest OfCompletion(JsonElement body, string salt)
    {
        var prompt = new Prompt(salt);
        var text = "";
        if (TokenInput.ReadOne(body.Required("prompt"), "prompt") is { } input)
        {
            text = input.Text;
            input.AddTo(prompt);
        }
        return new GenerationRequest(body, prompt, prompt.Seed) { LastText = text };
    }
}
