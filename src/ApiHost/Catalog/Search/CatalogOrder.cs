namespace Xerotier.ApiHost.Catalog.Search;

/// <summary>
/// One order of the catalog: by group, then by the greatest figure, then by name. No two models are equal in it, so a
/// model's place is found by halving.
/// </summary>
/// <param name="figure">Greatest first.</param>
/// <param name="group">Ordinal; null for no groups.</param>
internal sealed class CatalogOrder(Func<CatalogItem, long> figure, Func<CatalogItem, string>? group = null)
    : IComparer<CatalogItem>
{
    /// <summary>Groups by family; in it highlighted models first, then the most deployed ones.</summary>
    public static CatalogOrder Family { get; } = new(
        item => (item.Entry.Featured ? 1L << 32 : 0) + item.Entry.Deployments, item => item.Family);

    /// <summary>By name.</summary>
    public static CatalogOrder Name { get; } = new(_ => 0);

    /// <summary>The most deployed first.</summary>
    public static CatalogOrder Deployments { get; } = new(item => item.Entry.Deployments);

    /// <summary>The largest first.</summary>
    public static CatalogOrder Parameters { get; } = new(item => item.Entry.ParameterCount ?? -1);

    /// <summary>The longest context first.</summary>
    public static CatalogOrder Context { get; } = new(item => item.Entry.ContextLength ?? -1);

    /// <inheritdoc/>
    public int Compare(CatalogItem? x, CatalogItem? y)
    {
        int byGroup = group is null ? 0 : string.CompareOrdinal(group(x!), group(y!));
        if (byGroup != 0)
        {
            return byGroup;
        }

        int byFigure = figure(y!).CompareTo(figure(x!));
        return byFigure != 0 ? byFigure : CompareNames(x!.Entry.Name, x.Entry.ModelId, y!.Entry.Name, y.Entry.ModelId);
    }

    /// <summary>The models of an order after some have gone and others have come.</summary>
    /// <param name="sorted">The order as it was; stays as it is.</param>
    /// <param name="gone">Those that have gone.</param>
    /// <param name="come">Those that have come, by name.</param>
    public CatalogItem[] Merge(
        CatalogItem[] sorted, IReadOnlyCollection<CatalogItem> gone, IReadOnlyCollection<CatalogItem> come)
    {
        int[] holes = [.. gone.Select(item => PlaceIn(sorted, item)).Order()];
        var merged = new CatalogItem[sorted.Length - gone.Count + come.Count];
        var (read, written, hole) = (0, 0, 0);
        foreach (var item in Sort(come))
        {
            CopyUntil(PlaceIn(sorted, item));
            merged[written++] = item;
        }

        CopyUntil(sorted.Length);
        return merged;

        void CopyUntil(int end)
        {
            for (; hole < holes.Length && holes[hole] < end; hole++)
            {
                Copy(holes[hole]);
                read++;
            }

            Copy(end);
        }

        void Copy(int end)
        {
            Array.Copy(sorted, read, merged, written, end - read);
            written += end - read;
            read = end;
        }
    }

    /// <summary>Where a model is among others in this order, or would be.</summary>
    public int PlaceIn(CatalogItem[] sorted, CatalogItem item)
    {
        int place = Array.BinarySearch(sorted, item, this);
        return place < 0 ? ~place : place;
    }

    // Sorting keeps the order of equals, which is that of names.
    private IEnumerable<CatalogItem> Sort(IEnumerable<CatalogItem> items) => group is null
        ? items.OrderByDescending(figure)
        : items.OrderBy(group, StringComparer.Ordinal).ThenByDescending(figure);

    private static int CompareNames(string name, Guid id, string otherName, Guid otherId)
    {
        int byName = string.Compare(name, otherName, StringComparison.OrdinalIgnoreCase);
        return byName != 0 ? byName : id.CompareTo(otherId);
    }
}
