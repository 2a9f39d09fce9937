using System.Text.Json;

namespace Xerotier.RoutingSim.Results;

/// <summary>Rows in a JSON file.</summary>
internal static class RowFile
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = false };

    /// <summary>Writes an array, one row a line; a file appears whole or not at all.</summary>
    public static void Write(string path, IEnumerable<ResultRow> rows)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        string temporary = path + ".tmp";
        var lines = rows.Select(row => JsonSerializer.Serialize(row, Format));
        File.WriteAllText(temporary, "[\n" + string.Join(",\n", lines) + "\n]\n");
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Reads an array.</summary>
    public static List<ResultRow> Read(string path) =>
        JsonSerializer.Deserialize<List<ResultRow>>(File.ReadAllText(path), Format) ?? [];
}
