using System.Collections.Frozen;
using System.Collections.Immutable;
using Xerotier.Grains.Catalog;

namespace Xerotier.ApiHost.Catalog.Search;

/// <summary>
/// Everything that is published, ready to be searched: immutable, built off the request path. A query walks one of the
/// prepared orders once; 100,000 models take a few milliseconds.
/// </summary>
internal sealed class CatalogIndex
{
    private const int MaxFacets = 24;

    private readonly FrozenDictionary<Guid, CatalogItem> _byId;
    private readonly CatalogItem[][] _orders;

    /// <summary>Builds the index of entries, each id once.</summary>
    public CatalogIndex(IEnumerable<CatalogEntry> entries)
    {
        // Sorting keeps the order of equals: every order below is by name, where it says nothing else.
        CatalogItem[] items =
        [
            .. entries.Select(entry => new CatalogItem(entry))
                .OrderBy(item => item.Entry.Name, StringComparer.OrdinalIgnoreCase)
                .ThenBy(item => item.Entry.ModelId),
        ];
        _byId = items.ToFrozenDictionary(item => item.Entry.ModelId);
        Families = Facet(items.Select(item => item.Family));
        Tags = Facet(items.SelectMany(item => item.Tags));
        Licenses = Facet(items.Select(item => item.Entry.License).OfType<string>());
        var familySizes = Families.ToFrozenDictionary(family => family.Value, family => family.Count);
        _orders =
        [
            Rank(CatalogSort.Family, items
                .OrderByDescending(item => familySizes[item.Family])
                .ThenBy(item => item.Family, StringComparer.Ordinal)
                .ThenByDescending(item => item.Entry.Featured)
                .ThenByDescending(item => item.Entry.Deployments)),
            Rank(CatalogSort.Name, items),
            Rank(CatalogSort.Deployments, items.OrderByDescending(item => item.Entry.Deployments)),
            Rank(CatalogSort.Parameters, items.OrderByDescending(item => item.Entry.ParameterCount ?? -1)),
            Rank(CatalogSort.Context, items.OrderByDescending(item => item.Entry.ContextLength ?? -1)),
        ];
        TopTags = [.. Tags.Take(MaxFacets)];
        TopLicenses = [.. Licenses.Take(MaxFacets)];
    }

    /// <summary>An index of nothing.</summary>
    public static CatalogIndex Empty { get; } = new([]);

    /// <summary>How many models are published.</summary>
    public int Count => _byId.Count;

    /// <summary>Everything, by name.</summary>
    public IReadOnlyList<CatalogItem> Items => _orders[(int)CatalogSort.Name];

    /// <summary>Families with the number of their models, largest first.</summary>
    public ImmutableArray<(string Value, int Count)> Families { get; }

    /// <summary>The most frequent tags.</summary>
    public ImmutableArray<(string Value, int Count)> TopTags { get; }

    /// <summary>The most frequent licenses.</summary>
    public ImmutableArray<(string Value, int Count)> TopLicenses { get; }

    private ImmutableArray<(string Value, int Count)> Tags { get; }

    private ImmutableArray<(string Value, int Count)> Licenses { get; }

    /// <summary>A published model, or null.</summary>
    public CatalogItem? Find(Guid modelId) => _byId.GetValueOrDefault(modelId);

    /// <summary>
    /// The page that a query asks for; null when the model after which it begins is not in the catalog.
    /// </summary>
    public CatalogPage? Search(CatalogQuery query)
    {
        var order = _orders[(int)query.Sort];
        int start = 0;
        if (query.After is { } after)
        {
            if (Find(after) is not { } last)
            {
                return null;
            }

            start = last.Ranks[(int)query.Sort] + 1;
        }

        var page = new List<CatalogItem>(query.Limit);
        int total = 0;
        bool more = false;
        for (int i = 0; i < order.Length; i++)
        {
            if (query.Matches(order[i]))
            {
                total++;
                if (i >= start && page.Count < query.Limit)
                {
                    page.Add(order[i]);
                }
                else if (i >= start)
                {
                    more = true;
                }
            }
        }

        return new CatalogPage(page, more, total);
    }

    private static CatalogItem[] Rank(CatalogSort sort, IEnumerable<CatalogItem> sorted)
    {
        CatalogItem[] order = [.. sorted];
        for (int i = 0; i < order.Length; i++)
        {
            order[i].Ranks[(int)sort] = i;
        }

        return order;
    }

    private static ImmutableArray<(string Value, int Count)> Facet(IEnumerable<string> values) =>
    [
        .. values.CountBy(value => value, StringComparer.OrdinalIgnoreCase)
            .Select(pair => (pair.Key, pair.Value))
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal),
    ];
}
