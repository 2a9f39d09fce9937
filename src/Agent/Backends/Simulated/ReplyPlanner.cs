using System.Text;
using System.Text.Json;

namespace Xerotier.Agent.Backends.Simulated;

/// <summary>Decides answers. Equal requests get equal answers, on every machine.</summary>
internal static class ReplyPlanner
{
    private const int ExcerptChars = 80;

    private static readonly string[] Sentences =
    [
        " No model has read your words; this text is chosen by a hash of them.",
        " The same request always gets the same answer.",
        " Tokens arrive at the pace of the configured engine.",
        " A prompt that begins like an earlier one is read faster.",
        " Several requests share each step of the engine.",
        " Stop sequences and token limits are honoured.",
        " Swap the backend for a real one and nothing else changes.",
        " The router saw this agent's load before it sent you here.",
    ];

    /// <summary>The answer in at most <paramref name="room"/> tokens.</summary>
    public static Reply Plan(GenerationRequest request, int room)
    {
        var begun = Tokens.Count(request.Begun);
        var limit = begun + Math.Min(request.MaxTokens ?? room, room);
        if (request.Calls.Count > 0) return Call(request, limit);
        var text = request.ResponseFormat is { } format ? Formatted(format, request, limit) : Words(request, limit);
        var reply = Cut(text, request, limit);
        return begun == 0 ? reply : reply with { Tokens = Rest(reply, request.Begun) };
    }

    /// <summary>The tokens after what the answer begins with already; all of them when it begins otherwise.</summary>
    private static IReadOnlyList<ReplyToken> Rest(Reply reply, string begun)
    {
        var (length, count) = (0, 0);
        while (length < begun.Length && count < reply.Tokens.Count) length += reply.Tokens[count++].Text.Length;
        var isIt = length == begun.Length && reply.Text(ReplyToken.Words).StartsWith(begun, StringComparison.Ordinal);
        return isIt ? [.. reply.Tokens.Skip(count)] : reply.Tokens;
    }

    private static Reply Call(GenerationRequest request, int limit)
    {
        var tokens = new List<ReplyToken>();
        var calls = new List<ReplyCall>();
        foreach (var tool in request.Calls)
        {
            var seed = Hashing.Of(tool.Name, request.Seed);
            tokens.Add(new ReplyToken(calls.Count, ""));
            var arguments = SchemaSample.Of(tool.Parameters, seed);
            tokens.AddRange(Tokens.Split(arguments).Select(piece => new ReplyToken(calls.Count, piece)));
            calls.Add(new ReplyCall($"call_{seed:x16}", tool.Name));
        }
        if (tokens.Count <= limit) return new Reply(tokens, calls, "tool_calls");
        tokens.RemoveRange(limit, tokens.Count - limit);
        return new Reply(tokens, calls.GetRange(0, tokens[^1].Call + 1), "length");
    }

    private static string Words(GenerationRequest request, int limit)
    {
        var text = new StringBuilder("This is a simulated answer");
        if (request.LastText.Length > 0)
        {
            text.Append(request.LastRole == "tool" ? " with the tool's result: \"" : " to: \"");
            text.Append(Excerpt(request.LastText)).Append("\".");
        }
        else
        {
            text.Append('.');
        }
        var seed = request.Seed;
        for (var more = (int)(Hashing.Next(ref seed) % 3) + 1; more > 0; more--) AppendSentence(text, ref seed);
        var least = request.IgnoreEnd ? limit : Math.Min(Tokens.Count(request.Begun) + request.MinTokens, limit);
        for (var tokens = Tokens.Count(text.ToString()); tokens < least;)
            tokens += Tokens.Count(AppendSentence(text, ref seed));
        return text.ToString();
    }

    private static string AppendSentence(StringBuilder text, ref ulong seed)
    {
        var sentence = Sentences[Hashing.Next(ref seed) % (ulong)Sentences.Length];
        text.Append(sentence);
        return sentence;
    }

    private static string Excerpt(string text)
    {
        var flat = text.ReplaceLineEndings(" ");
        if (flat.Length <= ExcerptChars) return flat;
        var end = char.IsHighSurrogate(flat[ExcerptChars - 1]) ? ExcerptChars - 1 : ExcerptChars;
        return flat[..end] + "...";
    }

    private static string Formatted(JsonElement format, GenerationRequest request, int limit)
    {
        switch (format.Text("type"))
        {
            case "text":
                return Words(request, limit);
            case "json_object":
                return "{\"answer\": \"This is a simulated answer.\", \"simulated\": true}";
            case "json_schema":
                var schema = format.Member("json_schema")?.Member("schema") ?? throw new BadRequestException(
                    "'response_format.json_schema.schema' is required.", "response_format");
                return SchemaSample.Of(schema, request.Seed);
            default:
                throw new BadRequestException(
                    "'response_format.type' must be text, json_object or json_schema.", "response_format");
        }
    }

    /// <summary>Ends the text at the first stop or at the limit, whichever comes first.</summary>
    private static Reply Cut(string text, GenerationRequest request, int limit)
    {
        var end = text.Length;
        foreach (var stop in request.Stops)
        {
            var at = text.IndexOf(stop, StringComparison.Ordinal);
            if (at >= 0 && at < end) end = at;
        }
        var stopped = end < text.Length;
        var pieces = Tokens.Split(text.AsSpan(0, end));
        var isCut = pieces.Count > limit || (request.IgnoreEnd && !stopped);
        var tokens = pieces.Take(limit).Select(piece => new ReplyToken(ReplyToken.Words, piece));
        return new Reply([.. tokens], [], isCut ? "length" : "stop");
    }
}
