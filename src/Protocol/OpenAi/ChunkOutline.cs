using System.Text.Json;

namespace Xerotier.Protocol.OpenAi;

/// <summary>What the platform needs to know of one chunk of a streamed answer.</summary>
/// <param name="IsError">Whether the backend reports an error instead of a chunk.</param>
/// <param name="HasChoices">Whether there is at least one choice; a chunk without any only carries usage.</param>
/// <param name="Usage">Usage figures; null when absent or null.</param>
/// <param name="UsageMember">The bytes of the member <c>usage</c>, null or not, with one comma: without them the chunk
/// is the same in all else. Empty when there is no such member.</param>
/// <param name="Choices">The bytes of <c>choices</c>.</param>
public readonly record struct ChunkOutline(
    bool IsError, bool HasChoices, TokenUsage? Usage, ByteRange UsageMember, ByteRange Choices)
{
    /// <summary>Reads a chunk; false when it is no JSON object with <c>choices</c>, <c>usage</c> or
    /// <c>error</c>.</summary>
    /// <param name="json">The data of one frame.</param>
    /// <param name="chunk">What matters of it.</param>
    public static bool TryRead(ReadOnlySpan<byte> json, out ChunkOutline chunk)
    {
        chunk = default;
        var reader = new Utf8JsonReader(json);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            var known = false;
            var (first, end) = ((int)reader.BytesConsumed, (int)reader.BytesConsumed);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var cut = chunk.UsageMember;
                if (cut.Length > 0 && cut.Start == first && cut.End == end)
                {
                    // The first member has its comma behind it.
                    chunk = chunk with { UsageMember = new ByteRange(first, (int)reader.TokenStartIndex - first) };
                }

                var isUsage = reader.ValueTextEquals("usage"u8);
                known |= ReadMember(ref reader, ref chunk);
                var last = end;
                end = (int)reader.BytesConsumed;
                chunk = isUsage ? chunk with { UsageMember = new ByteRange(last, end - last) } : chunk;
            }

            // Throws when anything but white space follows.
            reader.Read();
            return known;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool ReadMember(ref Utf8JsonReader reader, ref ChunkOutline chunk)
    {
        if (reader.ValueTextEquals("choices"u8))
        {
            reader.Read();
            var isArray = reader.TokenType == JsonTokenType.StartArray;
            if (isArray)
            {
                var start = (int)reader.TokenStartIndex;
                reader.Read();
                var hasChoices = reader.TokenType != JsonTokenType.EndArray;
                SkipArray(ref reader);
                var range = new ByteRange(start, (int)reader.BytesConsumed - start);
                chunk = chunk with { HasChoices = hasChoices, Choices = range };
            }

            return isArray;
        }

        if (reader.ValueTextEquals("usage"u8))
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject && TokenUsage.TryRead(ref reader, out var usage))
            {
                chunk = chunk with { Usage = usage };
                return true;
            }

            reader.Skip();
            return false;
        }

        var isError = reader.ValueTextEquals("error"u8);
        reader.Read();
        isError &= reader.TokenType != JsonTokenType.Null;
        chunk = chunk with { IsError = chunk.IsError || isError };
        reader.Skip();
        return isError;
    }

    private static void SkipArray(ref Utf8JsonReader reader)
    {
        while (reader.TokenType != JsonTokenType.EndArray)
        {
            reader.Skip();
            reader.Read();
        }
    }
}
