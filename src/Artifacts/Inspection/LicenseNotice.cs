using System.Text;
using Xerotier.Artifacts.Formats;

namespace Xerotier.Artifacts.Inspection;

/// <summary>Finds the license: in the front matter of the README, else by the words of a LICENSE file.</summary>
internal static class LicenseNotice
{
    private const int MaxBytes = 64 << 10;
    private const int MaxLength = 128;

    // The more specific words first.
    private static readonly (string Words, string License)[] Known =
    [
        ("LLAMA 4 COMMUNITY LICENSE", "llama4"), ("LLAMA 3.3 COMMUNITY LICENSE", "llama3.3"),
        ("LLAMA 3.2 COMMUNITY LICENSE", "llama3.2"), ("LLAMA 3.1 COMMUNITY LICENSE", "llama3.1"),
        ("LLAMA 3 COMMUNITY LICENSE", "llama3"), ("META LLAMA 3 ", "llama3"),
        ("LLAMA 2 COMMUNITY LICENSE", "llama2"), ("GEMMA TERMS OF USE", "gemma"),
        ("GNU AFFERO GENERAL PUBLIC LICENSE", "agpl-3.0"), ("GNU GENERAL PUBLIC LICENSE", "gpl-3.0"),
        ("MOZILLA PUBLIC LICENSE VERSION 2.0", "mpl-2.0"), ("APACHE LICENSE", "apache-2.0"), ("MIT LICENSE", "mit"),
    ];

    /// <summary>The license, or null.</summary>
    public static async Task<string?> FindAsync(IReadOnlyList<IArtifactSource> files, CancellationToken cancellation)
    {
        if (Find(files, "README.md") is { } readme
            && FrontMatter(await ReadStartAsync(readme, cancellation)) is { } stated)
        {
            return stated;
        }

        var file = Find(files, "LICENSE") ?? Find(files, "LICENSE.txt") ?? Find(files, "LICENSE.md");
        if (file is null)
        {
            return null;
        }

        string words = string.Join(' ', (await ReadStartAsync(file, cancellation)).ToUpperInvariant().Split(
            (char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return Array.Find(Known, known => words.Contains(known.Words, StringComparison.Ordinal)).License ?? "other";
    }

    // A model card begins with YAML between two lines of three hyphens.
    private static string? FrontMatter(string text)
    {
        string[] lines = text.Split('\n', StringSplitOptions.TrimEntries);
        if (lines is not ["---", ..])
        {
            return null;
        }

        var matter = lines.Skip(1).TakeWhile(line => line != "---").ToList();
        string? license = Value(matter, "license:");
        return license == "other" ? Value(matter, "license_name:") ?? license : license;
    }

    private static string? Value(List<string> lines, string key)
    {
        string? value = lines
            .Find(line => line.StartsWith(key, StringComparison.Ordinal))?[key.Length..]
            .Trim().Trim('"', '\'');
        return value is { Length: > 0 and <= MaxLength } && !value.Any(char.IsControl) ? value : null;
    }

    private static async Task<string> ReadStartAsync(IArtifactSource file, CancellationToken cancellation) =>
        Encoding.UTF8.GetString(
            await file.ReadExactlyAsync(0, (int)Math.Min(file.Length, MaxBytes), cancellation));

    private static IArtifactSource? Find(IReadOnlyList<IArtifactSource> files, string name) =>
        files.FirstOrDefault(file => file.Path.Equals(name, StringComparison.OrdinalIgnoreCase));
}
