namespace Orleans.Runtime;

/// <summary>Names a part of a grain's state and the provider that stores it.</summary>
public interface IPersistentStateConfiguration
{
    /// <summary>The name of the state.</summary>
    string StateName { get; }

    /// <summary>The name of the storage provider; null is the default one.</summary>
    string? StorageName { get; }
}
