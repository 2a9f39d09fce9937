using System.Globalization;
using System.Text.Json;

namespace Xerotier.Cli.Output;

/// <summary>Writes values for people.</summary>
internal static class Cells
{
    private const string Nothing = "-";
    private static readonly string[] ByteUnits = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
    private static readonly string[] CountUnits = ["", "K", "M", "B", "T"];

    /// <summary>A field as text; a dash when it is missing or null.</summary>
    public static string Text(JsonElement row, string field) =>
        !row.TryGetProperty(field, out var value) ? Nothing : value.ValueKind switch
        {
            JsonValueKind.Null => Nothing,
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.True => "yes",
            JsonValueKind.False => "no",
            _ => value.GetRawText(),
        };

    /// <summary>A number of bytes: <c>1.5 GiB</c>.</summary>
    public static string Bytes(JsonElement row, string field) => Scaled(row, field, 1024, ByteUnits, " ");

    /// <summary>A large number: <c>7.6B</c>.</summary>
    public static string Count(JsonElement row, string field) => Scaled(row, field, 1000, CountUnits, "");

    /// <summary>Unix seconds: <c>2026-11-20 13:00:00Z</c>.</summary>
    public static string Time(JsonElement row, string field) =>
        row.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number
            ? DateTimeOffset.FromUnixTimeSeconds(value.GetInt64()).ToString("u", CultureInfo.InvariantCulture)
            : Nothing;

    private static string Scaled(JsonElement row, string field, double step, string[] units, string between)
    {
        if (!row.TryGetProperty(field, out var value) || value.ValueKind != JsonValueKind.Number)
        {
            return Nothing;
        }

        var number = value.GetDouble();
        var unit = 0;
        for (; number >= step && unit < units.Length - 1; unit++)
        {
            number /= step;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{number:0.#}{between}{units[unit]}");
    }
}
