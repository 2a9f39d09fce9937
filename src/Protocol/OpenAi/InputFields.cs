using System.Text.Json;

namespace Xerotier.Protocol.OpenAi;

/// <summary>Checks the texts that completions, embeddings, rerank and score work on.</summary>
internal static class InputFields
{
    /// <summary>A text, or a non-empty array of texts.</summary>
    public static FieldRule Texts(string name) => new(
        name,
        (ref reader, outline) => CheckTexts(ref reader, outline, name, allowTokens: false),
        required: true);

    /// <summary>A text, token ids, or a non-empty array of either.</summary>
    public static FieldRule TextsOrTokens(string name, Action<RequestOutline, ByteRange>? note = null) => new(
        name,
        (ref reader, outline) => CheckTexts(ref reader, outline, name, allowTokens: true),
        required: true,
        note);

    /// <summary>A non-empty array of texts or objects.</summary>
    public static bool CheckDocuments(ref FieldReader reader, RequestOutline outline)
    {
        if (reader.Token != JsonTokenType.StartArray)
        {
            return reader.Fail("documents", "must be an array");
        }

        var index = 0;
        for (; reader.NextInside(); index++)
        {
            if (reader.Token is not (JsonTokenType.String or JsonTokenType.StartObject))
            {
                return reader.Fail($"documents[{index}]", "must be a string or an object");
            }

            var start = (int)reader.Json.TokenStartIndex;
            reader.Skip();
            outline.TextBytes += reader.RangeFrom(start).Length;
        }

        return index > 0 || reader.Fail("documents", "must not be empty");
    }

    private static bool CheckTexts(ref FieldReader reader, RequestOutline outline, string name, bool allowTokens)
    {
        if (reader.Token == JsonTokenType.String)
        {
            outline.TextBytes += reader.TextLength;
            return reader.TextLength > 0 || reader.Fail(name, "must not be empty");
        }

        if (reader.Token != JsonTokenType.StartArray)
        {
            return reader.Fail(name, "must be a string or an array");
        }

        var index = 0;
        for (; reader.NextInside(); index++)
        {
            if (!CheckElement(ref reader, outline, allowTokens))
            {
                var wanted = allowTokens ? "must be a text or token ids" : "must be a string";
                return reader.Fail($"{name}[{index}]", wanted);
            }
        }

        return index > 0 || reader.Fail(name, "must not be empty");
    }

    private static bool CheckElement(ref FieldReader reader, RequestOutline outline, bool allowTokens)
    {
        if (reader.Token == JsonTokenType.String)
        {
            outline.TextBytes += reader.TextLength;
            return true;
        }

        if (!allowTokens || reader.Token != JsonTokenType.StartArray)
        {
            return allowTokens && IsToken(ref reader, outline);
        }

        var count = 0;
        for (; reader.NextInside(); count++)
        {
            if (!IsToken(ref reader, outline))
            {
                return false;
            }
        }

        return count > 0;
    }

    private static bool IsToken(ref FieldReader reader, RequestOutline outline)
    {
        outline.TokenIds++;
        return reader.Token == JsonTokenType.Number && reader.Json.TryGetInt32(out var token) && token >= 0;
    }
}
