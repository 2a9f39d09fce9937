using System.Text.Json;

namespace Xerotier.Protocol.OpenAi;

/// <summary>What the only choice of a chat's chunk adds to the answer, as far as another agent could go on with it.
/// </summary>
public readonly record struct ChunkChoice
{
    /// <summary>The characters of <c>delta.content</c> as they stand in the chunk, without quotes; empty for
    /// none.</summary>
    public ByteRange Content { get; private init; }

    /// <summary>The member <c>role</c> of the delta, with one comma if there is any; empty without one.</summary>
    public ByteRange RoleMember { get; private init; }

    /// <summary>Whether the answer ends with this chunk.</summary>
    public bool IsFinished { get; private init; }

    /// <summary>
    /// Whether there is more to it than a role and text: tool calls, reasoning, a refusal, log probabilities, further
    /// choices.
    /// </summary>
    public bool HasMore { get; private init; }

    /// <summary>Reads it.</summary>
    /// <param name="json">The chunk, which <see cref="ChunkOutline"/> has found to be valid JSON.</param>
    /// <param name="choices">Where its choices are.</param>
    public static ChunkChoice Read(ReadOnlySpan<byte> json, ByteRange choices)
    {
        var choice = default(ChunkChoice);
        var reader = new Utf8JsonReader(json.Slice(choices.Start, choices.Length));
        reader.Read();
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return choice;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("delta"u8))
            {
                choice = choice.WithDelta(json, ref reader, choices.Start);
            }
            else if (reader.ValueTextEquals("finish_reason"u8))
            {
                reader.Read();
                choice = choice with { IsFinished = reader.TokenType == JsonTokenType.String };
            }
            else
            {
                var isKnown = reader.ValueTextEquals("index"u8) || reader.ValueTextEquals("stop_reason"u8);
                choice = choice with { HasMore = !IsNothing(ref reader) && !isKnown || choice.HasMore };
            }
        }

        return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? choice with { HasMore = true } : choice;
    }

    private ChunkChoice WithDelta(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, int offset)
    {
        var choice = this;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return choice;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = offset + (int)reader.TokenStartIndex;
            if (reader.ValueTextEquals("role"u8))
            {
                reader.Read();
                choice = choice with { RoleMember = WithComma(json, start, offset + (int)reader.BytesConsumed) };
            }
            else if (reader.ValueTextEquals("content"u8))
            {
                reader.Read();
                choice = reader.TokenType switch
                {
                    JsonTokenType.String => choice with
                    {
                        Content = new ByteRange(offset + (int)reader.TokenStartIndex + 1, reader.ValueSpan.Length),
                    },
                    JsonTokenType.Null => choice,
                    _ => choice with { HasMore = true },
                };
                reader.Skip();
            }
            else
            {
                choice = choice with { HasMore = !IsNothing(ref reader) || choice.HasMore };
            }
        }

        return choice;
    }

    /// <summary>Steps over a member's value: null, an empty text and an empty list say nothing.</summary>
    private static bool IsNothing(ref Utf8JsonReader reader)
    {
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return true;
            case JsonTokenType.String:
                return reader.ValueSpan.IsEmpty;
            case JsonTokenType.StartArray:
                var depth = reader.CurrentDepth;
                var isEmpty = reader.Read() && reader.TokenType == JsonTokenType.EndArray;
                while (reader.CurrentDepth > depth)
                {
                    reader.Read();
                }

                return isEmpty;
            default:
                reader.Skip();
                return false;
        }
    }

    private static ByteRange WithComma(ReadOnlySpan<byte> json, int start, int end)
    {
        var next = end + json[end..].IndexOfAnyExcept(" \t\r\n"u8);
        if (json[next] == ',')
        {
            return new ByteRange(start, next + 1 - start);
        }

        var before = json[..start].LastIndexOfAnyExcept(" \t\r\n"u8);
        return json[before] == ',' ? new ByteRange(before, end - before) : new ByteRange(start, end - start);
    }
}
