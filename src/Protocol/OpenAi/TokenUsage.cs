using System.Text.Json;

namespace Xerotier.Protocol.OpenAi;

/// <summary>What an answer cost.</summary>
/// <param name="PromptTokens">Tokens read.</param>
/// <param name="CompletionTokens">Tokens written; 0 for embeddings and scores.</param>
/// <param name="CachedTokens">Of the prompt's tokens, those found in a prefix cache.</param>
public readonly record struct TokenUsage(long PromptTokens, long CompletionTokens, long CachedTokens)
{
    /// <summary>Whether the backend says how much it found in its cache; 0 tokens then mean none.</summary>
    public bool SaysCached { get; init; }

    /// <summary>Reads a <c>usage</c> object that stands alone; false when it is none.</summary>
    public static bool TryParse(ReadOnlySpan<byte> json, out TokenUsage usage)
    {
        usage = default;
        var reader = new Utf8JsonReader(json);
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && TryRead(ref reader, out usage);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Reads a <c>usage</c> object on whose opening brace the reader is, to its closing brace.</summary>
    internal static bool TryRead(ref Utf8JsonReader reader, out TokenUsage usage)
    {
        usage = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("prompt_tokens"u8))
            {
                usage = usage with { PromptTokens = ReadCount(ref reader) };
            }
            else if (reader.ValueTextEquals("completion_tokens"u8))
            {
                usage = usage with { CompletionTokens = ReadCount(ref reader) };
            }
            else if (reader.ValueTextEquals("prompt_tokens_details"u8))
            {
                var cached = ReadCached(ref reader);
                usage = usage with { CachedTokens = cached ?? 0, SaysCached = cached is not null };
            }
            else
            {
                reader.Skip();
            }
        }

        return reader.TokenType == JsonTokenType.EndObject;
    }

    private static long? ReadCached(ref Utf8JsonReader reader)
    {
        reader.Read();
        long? cached = null;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return cached;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("cached_tokens"u8))
            {
                cached = ReadCount(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return cached;
    }

    private static long ReadCount(ref Utf8JsonReader reader)
    {
        reader.Read();
        var count = 0L;
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value) && value > 0)
        {
            count = value;
        }

        reader.Skip();
        return count;
    }
}
