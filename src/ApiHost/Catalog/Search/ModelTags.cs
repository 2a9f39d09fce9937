using System.Collections.Immutable;

namespace Xerotier.ApiHost.Catalog.Search;

/// <summary>Tags of models: what the operator stored as comma-separated text, and what the name gives away.</summary>
internal static class ModelTags
{
    private const int MaxTags = 16;
    private const int MaxLength = 64;

    // What spreadsheets take for the start of a formula.
    private static readonly char[] FormulaStarts = ['=', '+', '-', '@', '\t', '\r', ' '];

    /// <summary>The model's tags, lower-case, each once, at most 16.</summary>
    public static ImmutableArray<string> Of(string workloadType, string name) =>
    [
        .. workloadType.Split(',').Select(Normalize).Where(tag => tag.Length > 0)
            .Concat(GuessedFrom(name)).Distinct().Take(MaxTags),
    ];

    /// <summary>
    /// The form in which a tag is shown and compared: lower-case, at most 64 characters, without control characters and
    /// without what would make it a formula in a spreadsheet.
    /// </summary>
    public static string Normalize(string tag)
    {
        string plain = new([.. tag.Where(c => !char.IsControl(c))]);
        string trimmed = plain.TrimStart(FormulaStarts).TrimEnd().ToLowerInvariant();
        return trimmed[..Math.Min(trimmed.Length, MaxLength)];
    }

    private static IEnumerable<string> GuessedFrom(string name)
    {
        string[] words = name.ToLowerInvariant().Split(
            [' ', '-', '_', '.', '/', ':'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Any(word => word.StartsWith("codestral", StringComparison.Ordinal)
            || (Has(word, "code") && !Has(word, "encode") && !Has(word, "decode"))))
        {
            yield return "code";
        }

        if (words.Any(word => Has(word, "reason") || Has(word, "think") || word is "r1" or "qwq"))
        {
            yield return "reasoning";
        }

        if (words.Any(word => Has(word, "embed") || word is "bge" or "e5" or "gte"))
        {
            yield return "embedding";
        }

        if (words.Any(word => Has(word, "multiling") || word is "xlm" or "aya"))
        {
            yield return "multilingual";
        }
    }

    private static bool Has(string word, string part) => word.Contains(part, StringComparison.Ordinal);
}
