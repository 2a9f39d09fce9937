namespace Orleans.Runtime;

/// <summary>Injects a stored part of the grain's state into a constructor parameter.</summary>
/// <param name="stateName">The name of the state.</param>
/// <param name="storageName">The name of the storage provider; null is the default one.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public class PersistentStateAttribute(string stateName, string? storageName = null)
    : Attribute, IFacetMetadata, IPersistentStateConfiguration
{
    /// <inheritdoc/>
    public string StateName { get; } = stateName;

    /// <inheritdoc/>
    public string? StorageName { get; } = storageName;
}
