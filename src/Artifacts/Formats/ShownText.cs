namespace Xerotier.Artifacts.Formats;

/// <summary>Makes text from a file fit to be shown in a diagnostic.</summary>
internal static class ShownText
{
    private const int MaxLength = 100;

    /// <summary>The text in quotes, without control characters and not too long.</summary>
    public static string Of(string text)
    {
        string cut = text.Length > MaxLength ? text[..MaxLength] + "..." : text;
        return $"'{string.Concat(cut.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c))}'";
    }
}
