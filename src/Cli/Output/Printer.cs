using System.Text.Json;
using Spectre.Console;

namespace Xerotier.Cli.Output;

/// <summary>Writes answers in the chosen format.</summary>
internal sealed class Printer(TextWriter output, OutputFormat format)
{
    private const int WidthWithoutTerminal = 320;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>A list envelope, one row for each thing.</summary>
    public void List(JsonElement list, params ReadOnlySpan<Column> columns)
    {
        if (format == OutputFormat.Json)
        {
            Json(list);
            return;
        }

        var table = new Table().Border(TableBorder.None);
        List<Column> shown = [];
        foreach (var column in columns)
        {
            if (column.IsWide && format != OutputFormat.Wide)
            {
                continue;
            }

            shown.Add(column);
            table.AddColumn(new TableColumn(new Text(column.Title)).NoWrap().PadLeft(0).PadRight(2));
        }

        foreach (var row in list.GetProperty("data").EnumerateArray())
        {
            var cells = new List<Text>();
            foreach (var column in shown)
            {
                cells.Add(new Text(Printable(column.Text(row))));
            }

            table.AddRow(cells);
        }

        Write(table);
    }

    /// <summary>One thing, one line for each field.</summary>
    public void One(JsonElement thing)
    {
        if (format == OutputFormat.Json)
        {
            Json(thing);
            return;
        }

        var grid = new Grid().AddColumn().AddColumn();
        foreach (var field in thing.EnumerateObject())
        {
            grid.AddRow(new Text(field.Name), new Text(Printable(Cells.Text(thing, field.Name))));
        }

        Write(grid);
    }

    private void Json(JsonElement answer) => output.WriteLine(JsonSerializer.Serialize(answer, Indented));

    private void Write(Spectre.Console.Rendering.IRenderable table)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = WidthWithoutTerminal;
        }

        console.Write(table);
    }

    // What others called their models must not move the cursor of this terminal.
    private static string Printable(string text) =>
        string.Create(text.Length, text, static (span, from) =>
        {
            for (var i = 0; i < from.Length; i++)
            {
                span[i] = char.IsControl(from[i]) ? ' ' : from[i];
            }
        });
}
