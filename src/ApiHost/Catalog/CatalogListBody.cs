namespace Xerotier.ApiHost.Catalog;

/// <summary>Wire form of a page of the catalog, with all families there are.</summary>
internal sealed record CatalogListBody(
    string Object,
    IReadOnlyList<CatalogModelBody> Data,
    bool HasMore,
    int Total,
    IReadOnlyList<CatalogFamilyBody> Families);
