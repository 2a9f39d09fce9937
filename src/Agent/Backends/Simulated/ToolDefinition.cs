using System.Text.Json;

namespace Xerotier.Agent.Backends.Simulated;

/// <summary>A function that the model may call.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">JSON schema of its arguments; null for none.</param>
internal sealed record ToolDefinition(string Name, JsonElement? Parameters)
{
    public static IReadOnlyList<ToolDefinition> ReadAll(JsonElement? tools)
    {
        if (tools is not { } list) return [];
        if (list.ValueKind != JsonValueKind.Array) throw new BadRequestException("'tools' must be a list.", "tools");
        return [.. list.EnumerateArray().Select((tool, index) =>
            tool.Member("function")?.Member("name") is { ValueKind: JsonValueKind.String } name
                ? new ToolDefinition(name.GetString()!, tool.Member("function")!.Value.Member("parameters"))
                : throw new BadRequestException(
                    $"'tools[{index}].function.name' is required.", $"tools[{index}].function.name"))];
    }
}
