using System.Text.Json;

namespace Xerotier.Agent.Backends.Simulated;

/// <summary>
/// Which tools an answer calls. Forced by <c>tool_choice</c>; otherwise those that the user's last message names, with
/// underscores, dashes and spaces alike.
/// </summary>
internal static class ToolChoice
{
    public static IReadOnlyList<ToolDefinition> Pick(
        IReadOnlyList<ToolDefinition> tools, JsonElement body, ChatMessages.Message last)
    {
        var choice = body.Member("tool_choice");
        if (tools.Count == 0)
        {
            if (choice is { } given && !IsWord(given, "none") && !IsWord(given, "auto"))
                throw new BadRequestException("'tool_choice' needs 'tools'.", "tool_choice");
            return [];
        }
        if (choice is { ValueKind: JsonValueKind.Object } named) return [Named(tools, named)];
        if (choice is { } word && IsWord(word, "none")) return [];
        var mentioned = last.Role == "user" ? Mentioned(tools, last.Text) : [];
        if (mentioned.Count == 0 && choice is { } forced && IsWord(forced, "required")) return [tools[0]];
        return body.Flag("parallel_tool_calls", true) ? mentioned : [.. mentioned.Take(1)];
    }

    private static ToolDefinition Named(IReadOnlyList<ToolDefinition> tools, JsonElement choice)
    {
        var name = choice.Member("function")?.Text("name");
        return tools.FirstOrDefault(tool => tool.Name == name)
            ?? throw new BadRequestException($"'tool_choice' names no tool of 'tools': {name}.", "tool_choice");
    }

    private static List<ToolDefinition> Mentioned(IReadOnlyList<ToolDefinition> tools, string text)
    {
        var words = Normal(text);
        return [.. tools.Where(tool => words.Contains(Normal(tool.Name), StringComparison.OrdinalIgnoreCase))];
    }

    private static string Normal(string text) => text.Replace('_', ' ').Replace('-', ' ');

    private static bool IsWord(JsonElement value, string word) =>
        value.ValueKind == JsonValueKind.String && value.ValueEquals(word);
}
