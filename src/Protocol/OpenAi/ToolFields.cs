using System.Buffers;
using System.Text.Json;

namespace Xerotier.Protocol.OpenAi;

/// <summary>Checks <c>tools</c>, <c>tool_choice</c> and the <c>tool_calls</c> of messages.</summary>
internal static class ToolFields
{
    private const string NameShape = "must match [a-zA-Z0-9_-]+";

    private static readonly SearchValues<byte> NameBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"u8);

    /// <summary>An array of tools; a function needs a well-formed name.</summary>
    public static bool CheckTools(ref FieldReader reader, RequestOutline outline)
    {
        if (reader.Token == JsonTokenType.Null)
        {
            return true;
        }

        if (reader.Token != JsonTokenType.StartArray)
        {
            return reader.Fail("tools", "must be an array");
        }

        var start = (int)reader.Json.TokenStartIndex;
        for (var index = 0; reader.NextInside(); index++)
        {
            if (!CheckFunctionHolder(ref reader, new FieldPath("tools[{0}]", index)))
            {
                return false;
            }
        }

        outline.TextBytes += reader.RangeFrom(start).Length;
        return true;
    }

    /// <summary>A word or an object that names a tool.</summary>
    public static bool CheckChoice(ref FieldReader reader, RequestOutline outline) => reader.Token switch
    {
        JsonTokenType.Null => true,
        JsonTokenType.String => reader.Is("auto"u8) || reader.Is("none"u8) || reader.Is("required"u8)
            || reader.Fail("tool_choice", "must be one of auto, none, required, or an object"),
        JsonTokenType.StartObject => CheckFunctionHolder(ref reader, new FieldPath("tool_choice")),
        _ => reader.Fail("tool_choice", "must be a string or an object"),
    };

    /// <summary>The calls of an assistant's message.</summary>
    public static bool CheckCalls(ref FieldReader reader, RequestOutline outline, int message)
    {
        if (reader.Token == JsonTokenType.Null)
        {
            return true;
        }

        if (reader.Token != JsonTokenType.StartArray)
        {
            return reader.Fail($"messages[{message}].tool_calls", "must be an array");
        }

        var start = (int)reader.Json.TokenStartIndex;
        for (var index = 0; reader.NextInside(); index++)
        {
            var path = new FieldPath("messages[{0}].tool_calls[{1}]", message, index);
            if (!CheckFunctionHolder(ref reader, path))
            {
                return false;
            }
        }

        outline.TextBytes += reader.RangeFrom(start).Length;
        return true;
    }

    // Other kinds of tools (type is not "function") are the backend's to judge.
    private static bool CheckFunctionHolder(ref FieldReader reader, FieldPath path)
    {
        if (reader.Token != JsonTokenType.StartObject)
        {
            return reader.Fail(path.At(""), "must be an object");
        }

        var (hasType, isFunction, hasFunction) = (false, false, false);
        while (reader.NextInside())
        {
            var (type, function) = (reader.Is("type"u8), reader.Is("function"u8));
            reader.Next();
            if (type)
            {
                hasType = reader.Token == JsonTokenType.String;
                isFunction = hasType && reader.Is("function"u8);
            }
            else if (function)
            {
                hasFunction = true;
                if (!CheckFunction(ref reader, path))
                {
                    return false;
                }
            }

            reader.Skip();
        }

        if (!hasType)
        {
            return reader.Fail(path.At(".type"), "must be a string");
        }

        return hasFunction || !isFunction || reader.Fail(path.At(".function"), "is required");
    }

    private static bool CheckFunction(ref FieldReader reader, FieldPath path)
    {
        if (reader.Token != JsonTokenType.StartObject)
        {
            return reader.Fail(path.At(".function"), "must be an object");
        }

        var hasName = false;
        while (reader.NextInside())
        {
            var (name, parameters) = (reader.Is("name"u8), reader.Is("parameters"u8));
            reader.Next();
            if (name)
            {
                hasName = true;
                if (!CheckName(ref reader, path))
                {
                    return false;
                }
            }
            else if (parameters && reader.Token is not (JsonTokenType.StartObject or JsonTokenType.Null))
            {
                return reader.Fail(path.At(".function.parameters"), "must be an object");
            }

            reader.Skip();
        }

        return hasName || reader.Fail(path.At(".function.name"), "is required");
    }

    private static bool CheckName(ref FieldReader reader, FieldPath path) =>
        reader.Token == JsonTokenType.String && reader.TextLength > 0
        && !reader.Json.ValueSpan.ContainsAnyExcept(NameBytes)
        || reader.Fail(path.At(".function.name"), NameShape);
}
