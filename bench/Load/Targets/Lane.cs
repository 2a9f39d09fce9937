namespace Xerotier.Load.Targets;

/// <summary>One way into a target.</summary>
/// <param name="Path">Path up to and including <c>/v1</c>.</param>
/// <param name="Headers">Whole header lines.</param>
internal sealed record Lane(string Path, params IReadOnlyList<string> Headers)
{
    /// <summary>A way in with a bearer token.</summary>
    public static Lane Of(string path, string key) => new(path, $"Authorization: Bearer {key}");
}
