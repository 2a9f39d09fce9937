namespace Xerotier.ApiHost.Catalog;

/// <summary>Who looks at the catalog.</summary>
/// <param name="IsKnown">Whether they sent a valid key, and so may see how available models are.</param>
/// <param name="ProjectId">The key's project; null for others.</param>
internal sealed record CatalogVisitor(bool IsKnown, string? ProjectId);
