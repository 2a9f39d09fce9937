using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Orleans;

namespace Xerotier.Grains.Requests;

/// <inheritdoc cref="IRouteLogGrain"/>
[GrainType("route-log")]
internal sealed class RouteLogGrain(IOptions<RouteLogOptions> options, TimeProvider time) : Grain, IRouteLogGrain
{
    private readonly Queue<RouteRecord> _records = new();
    private readonly Dictionary<string, RouteRecord> _byId = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask AppendAsync(ImmutableArray<RouteRecord> records)
    {
        foreach (RouteRecord record in records)
        {
            _records.Enqueue(record);
            _byId[record.RequestId] = record;
        }

        Forget();
        return default;
    }

    /// <inheritdoc/>
    public ValueTask<RouteRecord?> FindAsync(string requestId)
    {
        Forget();
        return new(_byId.GetValueOrDefault(requestId));
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<RouteRecord>> ListAsync()
    {
        Forget();
        return new([.. _records.OrderBy(record => record.At).Select(record => record with { Report = null })]);
    }

    private void Forget()
    {
        DateTimeOffset oldest = time.GetUtcNow() - options.Value.MaxAge;
        while (_records.TryPeek(out RouteRecord? record)
            && (_records.Count > options.Value.MaxPerProject || record.At < oldest))
        {
            _records.Dequeue();
            if (ReferenceEquals(_byId.GetValueOrDefault(record.RequestId), record))
            {
                _byId.Remove(record.RequestId);
            }
        }
    }
}
