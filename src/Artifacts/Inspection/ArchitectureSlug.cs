namespace Xerotier.Artifacts.Inspection;

/// <summary>Slugs of model families.</summary>
internal static class ArchitectureSlug
{
    private const int MaxLength = 64;

    /// <summary>
    /// The slug of a model type: <c>qwen3_moe</c> becomes <c>qwen3moe</c>; null when nothing is left.
    /// </summary>
    public static string? Of(string? modelType)
    {
        string slug = string.Concat((modelType ?? "").Where(c => char.IsAsciiLetterOrDigit(c) || c == '.'));
        return slug.Length is > 0 and <= MaxLength ? slug.ToLowerInvariant() : null;
    }
}
