namespace Xerotier.Grains;

/// <summary>Names of the storage providers that grains ask for.</summary>
public static class StorageNames
{
    /// <summary>Durable grain state: acknowledged only once it is on disk or committed.</summary>
    public const string Durable = "durable";
}
