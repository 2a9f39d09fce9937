using System.Collections.Immutable;
using Orleans;

namespace Xerotier.Grains.Catalog;

/// <summary>One segment of the catalog.</summary>
/// <param name="Revision">Grows with every change of the segment.</param>
/// <param name="Entries">Its entries in no particular order; null when the asker has them already.</param>
[GenerateSerializer, Alias("xerotier.catalog-segment"), Immutable]
public sealed record CatalogSegment(
    [property: Id(0)] long Revision,
    [property: Id(1)] ImmutableArray<CatalogEntry>? Entries);
