using System.Text.Json;

namespace Xerotier.Cli.Output;

/// <summary>A column of a table.</summary>
/// <param name="Title">Its head.</param>
/// <param name="Text">The cell of a row.</param>
internal sealed record Column(string Title, Func<JsonElement, string> Text)
{
    /// <summary>A column that shows a field as it is.</summary>
    public static Column Of(string title, string field) => new(title, row => Cells.Text(row, field));
}
