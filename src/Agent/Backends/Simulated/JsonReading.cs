using System.Text.Json;

namespace Xerotier.Agent.Backends.Simulated;

/// <summary>Reads request members and names the one that has the wrong type. A JSON null counts as absent.</summary>
internal static class JsonReading
{
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var value)
        && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    public static JsonElement Required(this JsonElement element, string name) =>
        element.Member(name) ?? throw new BadRequestException($"'{name}' is required.", name);

    public static string? Text(this JsonElement element, string name) => element.Member(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        _ => throw new BadRequestException($"'{name}' must be a string.", name),
    };

    public static bool Flag(this JsonElement element, string name, bool fallback) => element.Member(name) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw new BadRequestException($"'{name}' must be true or false.", name),
    };

    public static int? Integer(this JsonElement element, string name, int least) => element.Member(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var number) && number >= least => number,
        _ => throw new BadRequestException($"'{name}' must be a whole number of at least {least}.", name),
    };

    /// <summary>A string or a list of strings.</summary>
    public static IReadOnlyList<string> Texts(this JsonElement element, string name) => element.Member(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.String } value => [value.GetString()!],
        { ValueKind: JsonValueKind.Array } value => [.. value.EnumerateArray().Select(item =>
            item.ValueKind == JsonValueKind.String
                ? item.GetString()!
                : throw new BadRequestException($"'{name}' must hold strings.", name))],
        _ => throw new BadRequestException($"'{name}' must be a string or a list of strings.", name),
    };
}
