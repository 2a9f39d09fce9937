using Xerotier.ApiHost.Catalog.Search;

namespace Xerotier.ApiHost.Catalog;

/// <summary>A model as one visitor sees it.</summary>
/// <param name="Item">The model.</param>
/// <param name="Badges">Slugs of the badges that this visitor may see.</param>
/// <param name="ForKnownVisitor">Whether the visitor is logged in.</param>
internal sealed record CatalogCard(CatalogItem Item, IReadOnlyList<string> Badges, bool ForKnownVisitor);
