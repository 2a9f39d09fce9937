using Microsoft.Extensions.Options;
using Orleans;
using Xerotier.ApiHost.Catalog.Search;
using Xerotier.Grains;
using Xerotier.Grains.Catalog;

namespace Xerotier.ApiHost.Catalog;

/// <summary>
/// This host's snapshot of the catalog. One older than <see cref="CatalogViewOptions.Staleness"/> is read again beside
/// the requests, which go on with the old one; after a change made through this host they wait for the new one.
/// </summary>
internal sealed partial class CatalogSnapshots(
    IGrainFactory grains,
    TimeProvider time,
    IOptions<CatalogViewOptions> options,
    ILogger<CatalogSnapshots> logger)
{
    private readonly Lock _gate = new();
    private readonly long[] _revisions = [.. Enumerable.Repeat(-1L, CatalogSegments.Count)];
    private volatile Snapshot? _snapshot;
    private Task<Snapshot>? _reading;
    private long _changes;

    /// <summary>The catalog, ready to be searched.</summary>
    public async ValueTask<CatalogIndex> GetAsync()
    {
        while (true)
        {
            var snapshot = _snapshot;
            bool complete = snapshot is not null && snapshot.Changes >= Volatile.Read(ref _changes);
            if (complete && time.GetUtcNow() - snapshot!.Read < options.Value.Staleness)
            {
                return snapshot.Index;
            }

            var reading = Read();
            if (complete)
            {
                return snapshot!.Index;
            }

            await reading;
        }
    }

    /// <summary>Takes over a change of a model made through this host: at once and for all hosts.</summary>
    public async ValueTask RefreshAsync(Guid modelId)
    {
        await grains.GetGrain<ICatalogGrain>(GrainKeys.Catalog(CatalogSegments.Of(modelId)))
            .RefreshAsync(modelId);
        Interlocked.Increment(ref _changes);
    }

    // One read at a time, for all who wait.
    private Task<Snapshot> Read()
    {
        lock (_gate)
        {
            if (_reading is not { IsCompleted: false })
            {
                long changes = Volatile.Read(ref _changes);
                _reading = Task.Run(() => ReadAsync(changes));
            }

            return _reading;
        }
    }

    private async Task<Snapshot> ReadAsync(long changes)
    {
        try
        {
            var now = time.GetUtcNow();
            var read = await Task.WhenAll(_revisions.Select((known, segment) =>
                grains.GetGrain<ICatalogGrain>(GrainKeys.Catalog(segment)).ReadAsync(known).AsTask()));
            var changed = new List<(int, IEnumerable<CatalogEntry>)>();
            for (int i = 0; i < read.Length; i++)
            {
                if (read[i].Entries is { } entries)
                {
                    changed.Add((i, entries));
                }
            }

            var index = _snapshot?.Index ?? CatalogIndex.Empty;
            _snapshot = new Snapshot(changed.Count == 0 ? index : index.With(changed), now, changes);
            for (int i = 0; i < read.Length; i++)
            {
                _revisions[i] = read[i].Revision;
            }

            return _snapshot;
        }
        catch (Exception exception)
        {
            LogReadFailed(exception);
            throw;
        }
    }

    [LoggerMessage(1601, LogLevel.Warning, "The catalog cannot be read; what was read before is shown if there is any")]
    private partial void LogReadFailed(Exception exception);

    private sealed record Snapshot(CatalogIndex Index, DateTimeOffset Read, long Changes);
}
