namespace Xerotier.ApiHost.Catalog.Search;

/// <summary>Orders of the catalog; ties go by name.</summary>
internal enum CatalogSort
{
    /// <summary>Largest family first; within it, highlighted and often deployed models first.</summary>
    Family,

    /// <summary>By name.</summary>
    Name,

    /// <summary>Most deployed first.</summary>
    Deployments,

    /// <summary>Most parameters first.</summary>
    Parameters,

    /// <summary>Longest context first.</summary>
    Context,
}
