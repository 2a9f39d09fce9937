using System.Text.Json;

namespace Xerotier.Load.Results;

/// <summary>Writes results to files.</summary>
internal static class ResultFiles
{
    private const string Begin = "<!-- bench/Load writes from here -->";
    private const string End = "<!-- to here -->";

    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Writes <c>README.md</c>, <c>load.json</c> (a row a line) and <c>load.svg</c>.</summary>
    public static void Write(string folder, string header, IReadOnlyCollection<Row> rows)
    {
        Directory.CreateDirectory(folder);
        string plot = "";
        if (Plot.Draw(rows) is { } svg)
        {
            File.WriteAllText(Path.Combine(folder, "load.svg"), svg);
            plot = "![Added latency](load.svg)\n\n";
        }

        string text = $"# The gateway beside its peers\n\n{header}\n{plot}{Report.Of(rows).TrimEnd()}\n";
        File.WriteAllText(Path.Combine(folder, "README.md"), text);
        var lines = rows.Select(row => JsonSerializer.Serialize(row, Format));
        File.WriteAllText(Path.Combine(folder, "load.json"), "[\n" + string.Join(",\n", lines) + "\n]\n");
    }

    /// <summary>Replaces what stands between the two marks of a page.</summary>
    public static void Splice(string page, string header, IReadOnlyCollection<Row> rows)
    {
        string text = File.ReadAllText(page);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal);
        int end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin) throw new InvalidOperationException($"{page} lacks the marks {Begin} and {End}.");
        string results = $"{Begin}\n\n{header}\n{Report.Of(rows).TrimEnd()}\n\n";
        File.WriteAllText(page, text[..begin] + results + text[end..]);
    }
}
