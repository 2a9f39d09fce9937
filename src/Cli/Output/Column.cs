using System.Text.Json;

namespace Xerotier.Cli.Output;

/// <summary>A column of a table.</summary>
/// <param name="Title">Its head.</param>
/// <param name="Text">The cell of a row.</param>
/// <param name="IsWide">Whether only wide tables have it.</param>
internal sealed record Column(string Title, Func<JsonElement, string> Text, bool IsWide = false)
{
    /// <summary>A column that shows a field as it is.</summary>
    public static Column Of(string title, string field, bool isWide = false) =>
        new(title, row => Cells.Text(row, field), isWide);
}
