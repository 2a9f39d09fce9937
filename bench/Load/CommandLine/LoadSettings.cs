namespace Xerotier.Load.CommandLine;

/// <summary>What to measure and how long.</summary>
/// <param name="PerTarget">Time that counts for each target in each scenario.</param>
/// <param name="Only">Parts of names of targets and scenarios; empty for all.</param>
/// <param name="Seed">Seed of the order.</param>
/// <param name="Output">Folder of the results.</param>
/// <param name="Publish">Whether the results go into the repository too.</param>
/// <param name="UpstreamPort">Port of the stand-in; 0 for a free one.</param>
/// <param name="ClusterUrl">Endpoint of an installation that runs already; null for none.</param>
/// <param name="ClusterKey">Key for it.</param>
internal sealed record LoadSettings(
    TimeSpan PerTarget,
    IReadOnlyList<string> Only,
    int Seed,
    string Output,
    bool Publish,
    int UpstreamPort,
    Uri? ClusterUrl,
    string? ClusterKey)
{
    /// <summary>Of those names that <see cref="Only"/> speaks of, the ones it wants.</summary>
    public IReadOnlyList<T> Choose<T>(IReadOnlyList<T> all, Func<T, string> name)
    {
        T[] chosen = [.. all.Where(each => Only.Any(part => name(each).StartsWith(part, StringComparison.Ordinal)))];
        return chosen.Length == 0 ? all : chosen;
    }
}
