using Orleans;
using Orleans.Concurrency;

namespace Xerotier.Grains.Catalog;

/// <summary>
/// One segment of the public catalog: what projects published. Key: <see cref="GrainKeys.Catalog"/>. The truth about
/// a model is its own grain; the catalog copies what is public of it. Called by API hosts and workers; calls the
/// grains of models and projects. Writes are durable before they are acknowledged.
/// </summary>
[Alias("xerotier.catalog")]
public interface ICatalogGrain : IGrainWithStringKey
{
    /// <summary>
    /// Looks at a model and takes over what is public of it; a model that is gone or not published goes. Whoever
    /// changes a published model calls this afterwards; besides, the segment looks at its models one by one.
    /// </summary>
    [Alias("refresh")]
    ValueTask RefreshAsync(Guid modelId);

    /// <summary>The segment, without its entries when it is still at <paramref name="knownRevision"/>.</summary>
    /// <param name="knownRevision">What the caller has; -1 for nothing.</param>
    [ReadOnly, Alias("read")]
    ValueTask<CatalogSegment> ReadAsync(long knownRevision);
}
