using Orleans;

namespace Xerotier.Grains.Catalog;

/// <summary>Stored form of a segment of the catalog, version 1.</summary>
[GenerateSerializer, Alias("xerotier.catalog-state")]
internal sealed class CatalogState : IDurableState<CatalogState>
{
    [Id(0)]
    public long Revision { get; set; }

    [Id(1)]
    public CatalogEntry[] Entries { get; set; } = [];

    /// <inheritdoc/>
    public CatalogState Copy() => (CatalogState)MemberwiseClone();
}
