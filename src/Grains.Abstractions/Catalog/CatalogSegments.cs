namespace Xerotier.Grains.Catalog;

/// <summary>How the catalog is divided, so that publishing a model rewrites a small part of it.</summary>
public static class CatalogSegments
{
    /// <summary>How many segments there are. Frozen: a model's entry is found by it.</summary>
    public const int Count = 64;

    /// <summary>The segment that a model belongs to, 0 to <see cref="Count"/> - 1.</summary>
    public static int Of(Guid modelId) => modelId.ToByteArray(bigEndian: true)[^1] % Count;
}
