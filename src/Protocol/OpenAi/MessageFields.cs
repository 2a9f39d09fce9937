using System.Text.Json;

namespace Xerotier.Protocol.OpenAi;

/// <summary>Checks <c>messages</c> of a chat completion.</summary>
internal static class MessageFields
{
    private const string Roles = "system, developer, user, assistant, tool, function";

    private enum Role
    {
        Missing,
        Speaker,
        Assistant,
        Tool,
    }

    private enum Content
    {
        Missing,
        Null,
        Given,
    }

    /// <summary>A non-empty array of messages.</summary>
    public static bool Check(ref FieldReader reader, RequestOutline outline)
    {
        if (reader.Token != JsonTokenType.StartArray)
        {
            return reader.Fail("messages", "must be an array");
        }

        var index = 0;
        while (reader.NextInside())
        {
            if (!CheckMessage(ref reader, outline, index++))
            {
                return false;
            }
        }

        outline.Messages = index;
        return index > 0 || reader.Fail("messages", "must not be empty");
    }

    private static bool CheckMessage(ref FieldReader reader, RequestOutline outline, int index)
    {
        if (reader.Token != JsonTokenType.StartObject)
        {
            return reader.Fail($"messages[{index}]", "must be an object");
        }

        var role = Role.Missing;
        var content = Content.Missing;
        var hasCallId = false;
        while (reader.NextInside())
        {
            if (!CheckMember(ref reader, outline, index, ref role, ref content, ref hasCallId))
            {
                return false;
            }
        }

        return role switch
        {
            Role.Missing => reader.Fail($"messages[{index}].role", "is required"),
            Role.Assistant => true,
            _ when content == Content.Missing => reader.Fail($"messages[{index}].content", "is required"),
            _ when content == Content.Null => reader.Fail($"messages[{index}].content", "must not be null"),
            Role.Tool when !hasCallId => reader.Fail($"messages[{index}].tool_call_id", "is required"),
            _ => true,
        };
    }

    private static bool CheckMember(
        ref FieldReader reader,
        RequestOutline outline,
        int index,
        ref Role role,
        ref Content content,
        ref bool hasCallId)
    {
        if (reader.Is("role"u8))
        {
            reader.Next();
            return CheckRole(ref reader, index, out role);
        }

        if (reader.Is("content"u8))
        {
            reader.Next();
            content = reader.Token == JsonTokenType.Null ? Content.Null : Content.Given;
            return CheckContent(ref reader, outline, index);
        }

        if (reader.Is("tool_calls"u8))
        {
            reader.Next();
            return ToolFields.CheckCalls(ref reader, outline, index);
        }

        if (reader.Is("tool_call_id"u8))
        {
            reader.Next();
            hasCallId = true;
            return ValueChecks.Text(ref reader, $"messages[{index}].tool_call_id");
        }

        return reader.Next() && reader.Skip();
    }

    private static bool CheckRole(ref FieldReader reader, int index, out Role role)
    {
        role = Role.Missing;
        if (reader.Token == JsonTokenType.String)
        {
            role = reader.Is("assistant"u8) ? Role.Assistant
                : reader.Is("tool"u8) ? Role.Tool
                : reader.Is("user"u8) || reader.Is("system"u8) || reader.Is("developer"u8) || reader.Is("function"u8)
                    ? Role.Speaker
                    : Role.Missing;
        }

        return role != Role.Missing || reader.Fail($"messages[{index}].role", $"must be one of {Roles}");
    }

    private static bool CheckContent(ref FieldReader reader, RequestOutline outline, int index)
    {
        switch (reader.Token)
        {
            case JsonTokenType.Null:
                return true;
            case JsonTokenType.String:
                outline.TextBytes += reader.TextLength;
                return true;
            case JsonTokenType.StartArray:
                break;
            default:
                return reader.Fail($"messages[{index}].content", "must be a string or an array of parts");
        }

        var part = 0;
        while (reader.NextInside())
        {
            if (!CheckPart(ref reader, outline, index, part++))
            {
                return false;
            }
        }

        return part > 0 || reader.Fail($"messages[{index}].content", "must not be empty");
    }

    private static bool CheckPart(ref FieldReader reader, RequestOutline outline, int index, int part)
    {
        if (reader.Token != JsonTokenType.StartObject)
        {
            return reader.Fail($"messages[{index}].content[{part}]", "must be an object");
        }

        var (hasType, isText) = (false, false);
        while (reader.NextInside())
        {
            var (type, text) = (reader.Is("type"u8), reader.Is("text"u8));
            reader.Next();
            if (type)
            {
                hasType = reader.Token == JsonTokenType.String && reader.TextLength > 0;
            }
            else if (text && reader.Token == JsonTokenType.String)
            {
                isText = true;
                outline.TextBytes += reader.TextLength;
            }

            reader.Skip();
        }

        outline.Parts += isText ? 0 : 1;
        return hasType || reader.Fail($"messages[{index}].content[{part}].type", "must be a non-empty string");
    }
}
