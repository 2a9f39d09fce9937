using System.Collections.Immutable;

namespace Xerotier.ApiHost.Catalog.Search;

/// <summary>How many models have each value of something, e.g. each license.</summary>
internal sealed class Facet
{
    private readonly Dictionary<string, int> _counts;

    /// <summary>A facet of nothing.</summary>
    /// <param name="comparer">Which values are one.</param>
    public Facet(StringComparer comparer)
        : this(new Dictionary<string, int>(comparer))
    {
    }

    private Facet(Dictionary<string, int> counts)
    {
        _counts = counts;
        Values =
        [
            .. counts.Select(pair => (pair.Key, pair.Value))
                .OrderByDescending(pair => pair.Value)
                .ThenBy(pair => pair.Key, StringComparer.Ordinal),
        ];
    }

    /// <summary>The values with the number of their models, most frequent first.</summary>
    public ImmutableArray<(string Value, int Count)> Values { get; }

    /// <summary>The facet after values of some models have gone and those of others have come.</summary>
    public Facet With(IEnumerable<string> gone, IEnumerable<string> come)
    {
        var counts = new Dictionary<string, int>(_counts, _counts.Comparer);
        foreach (string value in come)
        {
            counts[value] = counts.GetValueOrDefault(value) + 1;
        }

        foreach (string value in gone)
        {
            if (--counts[value] == 0)
            {
                counts.Remove(value);
            }
        }

        return new Facet(counts);
    }
}
