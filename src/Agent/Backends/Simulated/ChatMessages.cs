using System.Text;
using System.Text.Json;

namespace Xerotier.Agent.Backends.Simulated;

/// <summary>Reads a chat's messages.</summary>
internal static class ChatMessages
{
    private const ulong RoleToken = 1;
    private const ulong ImageToken = 2;
    private const int TokensPerImage = 256;

    private static readonly string[] Roles = ["system", "developer", "user", "assistant", "tool", "function"];

    public static IReadOnlyList<Message> Read(JsonElement messages)
    {
        if (messages.ValueKind != JsonValueKind.Array || messages.GetArrayLength() == 0)
            throw new BadRequestException("'messages' must be a list with at least one message.", "messages");
        return [.. messages.EnumerateArray().Select(ReadOne)];
    }

    private static Message ReadOne(JsonElement message, int index)
    {
        var path = $"messages[{index}]";
        if (message.Member("role") is not { ValueKind: JsonValueKind.String } role || !Roles.Contains(role.GetString()))
            throw new BadRequestException($"'{path}.role' must be one of {string.Join(", ", Roles)}.", $"{path}.role");
        var images = 0;
        var text = message.Member("content") switch
        {
            null => "",
            { ValueKind: JsonValueKind.String } content => content.GetString()!,
            { ValueKind: JsonValueKind.Array } parts => JoinParts(parts, ref images),
            _ => throw new BadRequestException(
                $"'{path}.content' must be a string or a list of parts.", $"{path}.content"),
        };
        var calls = message.Member("tool_calls")?.GetRawText() ?? "";
        return new Message(role.GetString()!, text, calls, images);
    }

    private static string JoinParts(JsonElement parts, ref int images)
    {
        var text = new StringBuilder();
        foreach (var part in parts.EnumerateArray())
        {
            if (part.Member("text") is { ValueKind: JsonValueKind.String } words) text.Append(words.GetString());
            else images++;
        }
        return text.ToString();
    }

    /// <summary>One message.</summary>
    /// <param name="Role">Who speaks.</param>
    /// <param name="Text">Its text parts, joined.</param>
    /// <param name="Calls">Its tool calls as JSON.</param>
    /// <param name="Images">Its parts that are no text.</param>
    internal sealed record Message(string Role, string Text, string Calls, int Images)
    {
        /// <summary>Adds the message as a chat template would: a special token, the role, the content.</summary>
        public void AddTo(Prompt prompt)
        {
            prompt.AddToken(RoleToken);
            prompt.Add(Role);
            prompt.Add(Text);
            prompt.Add(Calls);
            for (var i = 0; i < Images * TokensPerImage; i++) prompt.AddToken(ImageToken);
            prompt.Add("\n");
        }
    }
}
