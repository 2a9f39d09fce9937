using System.Collections.Immutable;
using Xerotier.Grains.Catalog;

namespace Xerotier.ApiHost.Catalog.Search;

/// <summary>
/// Everything that is published, ready to be searched: immutable. A query walks one of the sorted orders once; 100,000
/// models take a few milliseconds. A change makes a new index of the old one, which costs copies of its arrays.
/// </summary>
internal sealed class CatalogIndex
{
    private const int MaxFacets = 24;

    // By CatalogSort.
    private static readonly CatalogOrder[] Orders =
    [
        CatalogOrder.Family,
        CatalogOrder.Name,
        CatalogOrder.Deployments,
        CatalogOrder.Parameters,
        CatalogOrder.Context,
    ];

    private readonly Dictionary<Guid, CatalogItem>[] _segments;
    private readonly CatalogItem[][] _sorted;
    private readonly Facet _families;
    private readonly Facet _tags;
    private readonly Facet _licenses;
    private readonly CatalogItem[] _byFamilySize;

    // How far each family is from where it is by name.
    private readonly Dictionary<string, int> _familyShifts = [];

    private CatalogIndex(
        Dictionary<Guid, CatalogItem>[] segments, CatalogItem[][] sorted, Facet families, Facet tags, Facet licenses)
    {
        (_segments, _sorted, _families, _tags, _licenses) = (segments, sorted, families, tags, licenses);
        TopTags = [.. tags.Values.Take(MaxFacets)];
        TopLicenses = [.. licenses.Values.Take(MaxFacets)];
        _byFamilySize = OrderByFamilySize();
    }

    /// <summary>An index of nothing.</summary>
    public static CatalogIndex Empty { get; } = new(
        [.. Enumerable.Range(0, CatalogSegments.Count).Select(_ => new Dictionary<Guid, CatalogItem>())],
        [.. Orders.Select(_ => Array.Empty<CatalogItem>())],
        new Facet(StringComparer.Ordinal),
        new Facet(StringComparer.OrdinalIgnoreCase),
        new Facet(StringComparer.OrdinalIgnoreCase));

    /// <summary>How many models are published.</summary>
    public int Count => Items.Count;

    /// <summary>Everything, by name.</summary>
    public IReadOnlyList<CatalogItem> Items => _sorted[(int)CatalogSort.Name];

    /// <summary>Families with the number of their models, largest first.</summary>
    public ImmutableArray<(string Value, int Count)> Families => _families.Values;

    /// <summary>The most frequent tags.</summary>
    public ImmutableArray<(string Value, int Count)> TopTags { get; }

    /// <summary>The most frequent licenses.</summary>
    public ImmutableArray<(string Value, int Count)> TopLicenses { get; }

    /// <summary>An index of entries, each id once.</summary>
    public static CatalogIndex Of(IEnumerable<CatalogEntry> entries) => Empty.With(entries
        .GroupBy(entry => CatalogSegments.Of(entry.ModelId))
        .Select(segment => (segment.Key, segment.AsEnumerable())));

    /// <summary>The index after some of the catalog's segments have changed; this one stays as it is.</summary>
    /// <param name="changed">Changed segments with all their entries.</param>
    public CatalogIndex With(IEnumerable<(int Segment, IEnumerable<CatalogEntry> Entries)> changed)
    {
        Dictionary<Guid, CatalogItem>[] segments = [.. _segments];
        List<CatalogItem> gone = [];
        List<CatalogItem> come = [];
        foreach (var (segment, entries) in changed)
        {
            var (before, after) = (segments[segment], new Dictionary<Guid, CatalogItem>());
            foreach (var entry in entries)
            {
                var known = before.GetValueOrDefault(entry.ModelId);
                var item = known?.Entry == entry ? known : new CatalogItem(entry);
                after.Add(entry.ModelId, item);
                if (item != known)
                {
                    come.Add(item);
                }
            }

            gone.AddRange(before.Values.Where(item => after.GetValueOrDefault(item.Entry.ModelId) != item));
            segments[segment] = after;
        }

        come.Sort(CatalogOrder.Name);
        return new CatalogIndex(
            segments,
            [.. Orders.Select((order, i) => order.Merge(_sorted[i], gone, come))],
            _families.With(gone.Select(item => item.Family), come.Select(item => item.Family)),
            _tags.With(gone.SelectMany(item => item.Tags), come.SelectMany(item => item.Tags)),
            _licenses.With(
                gone.Select(item => item.Entry.License).OfType<string>(),
                come.Select(item => item.Entry.License).OfType<string>()));
    }

    /// <summary>A published model, or null.</summary>
    public CatalogItem? Find(Guid modelId) =>
        _segments[CatalogSegments.Of(modelId)].GetValueOrDefault(modelId);

    /// <summary>
    /// The page that a query asks for; null when the model after which it begins is not in the catalog.
    /// </summary>
    public CatalogPage? Search(CatalogQuery query)
    {
        var order = query.Sort == CatalogSort.Family ? _byFamilySize : _sorted[(int)query.Sort];
        int start = 0;
        if (query.After is { } after)
        {
            if (Find(after) is not { } last)
            {
                return null;
            }

            start = PlaceOf(last, query.Sort) + 1;
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

    private int PlaceOf(CatalogItem item, CatalogSort sort) =>
        Orders[(int)sort].PlaceIn(_sorted[(int)sort], item)
            + (sort == CatalogSort.Family ? _familyShifts[item.Family] : 0);

    // Families are sorted by name, and shown by size.
    private CatalogItem[] OrderByFamilySize()
    {
        var sorted = _sorted[(int)CatalogSort.Family];
        Dictionary<string, int> starts = [];
        int start = 0;
        foreach (var (family, count) in Families.OrderBy(family => family.Value, StringComparer.Ordinal))
        {
            starts.Add(family, start);
            start += count;
        }

        var shown = new CatalogItem[sorted.Length];
        int end = 0;
        foreach (var (family, count) in Families)
        {
            Array.Copy(sorted, starts[family], shown, end, count);
            _familyShifts.Add(family, end - starts[family]);
            end += count;
        }

        return shown;
    }
}
