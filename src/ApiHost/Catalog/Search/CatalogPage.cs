namespace Xerotier.ApiHost.Catalog.Search;

/// <summary>A page of what a query found.</summary>
/// <param name="Items">The page.</param>
/// <param name="HasMore">Whether more follow.</param>
/// <param name="Total">How many there are in all.</param>
internal sealed record CatalogPage(IReadOnlyList<CatalogItem> Items, bool HasMore, int Total);
