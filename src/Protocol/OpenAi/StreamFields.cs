using System.Text.Json;

namespace Xerotier.Protocol.OpenAi;

/// <summary>Checks <c>stream</c> and <c>stream_options</c>.</summary>
internal static class StreamFields
{
    /// <summary>Whether the answer shall be streamed.</summary>
    public static bool CheckStream(ref FieldReader reader, RequestOutline outline)
    {
        outline.Stream = reader.Token == JsonTokenType.True;
        return ValueChecks.Flag(ref reader, "stream");
    }

    /// <summary>An object that may ask for usage figures.</summary>
    public static bool CheckOptions(ref FieldReader reader, RequestOutline outline)
    {
        if (reader.Token == JsonTokenType.Null)
        {
            outline.StreamOptions = new StreamOptionsField(reader.Range, IsEmpty: true, null, default);
            return true;
        }

        if (reader.Token != JsonTokenType.StartObject)
        {
            return reader.Fail("stream_options", "must be an object");
        }

        var start = (int)reader.Json.TokenStartIndex;
        var isEmpty = true;
        bool? includeUsage = null;
        ByteRange includeUsageRange = default;
        while (reader.NextInside())
        {
            isEmpty = false;
            if (!reader.Is("include_usage"u8))
            {
                reader.Next();
                reader.Skip();
                continue;
            }

            if (includeUsage is not null)
            {
                return reader.Fail("stream_options.include_usage", "is given twice");
            }

            reader.Next();
            includeUsage = reader.Token == JsonTokenType.True;
            includeUsageRange = reader.Range;
            if (!ValueChecks.Flag(ref reader, "stream_options.include_usage"))
            {
                return false;
            }
        }

        outline.StreamOptions =
            new StreamOptionsField(reader.RangeFrom(start), isEmpty, includeUsage, includeUsageRange);
        return true;
    }
}
