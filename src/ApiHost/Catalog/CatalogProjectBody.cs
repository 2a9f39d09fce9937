namespace Xerotier.ApiHost.Catalog;

/// <summary>Wire form of the project that published a model.</summary>
internal sealed record CatalogProjectBody(string Id, string Name);
