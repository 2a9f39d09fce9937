using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Orleans;
using Xerotier.Grains;
using Xerotier.Grains.Endpoints;
using Xerotier.Grains.Faults;

namespace Xerotier.ApiHost.Inference;

/// <summary>
/// This host's snapshots of endpoints, so that a request costs no grain call. A snapshot older than
/// <see cref="InferenceOptions.EndpointStaleness"/> is read again; when the store is unreachable it lives on for
/// <see cref="InferenceOptions.EndpointOutageGrace"/>. Unknown endpoints are kept like known ones.
/// </summary>
internal sealed partial class EndpointSnapshots(
    IGrainFactory grains,
    TimeProvider time,
    IOptions<InferenceOptions> options,
    ILogger<EndpointSnapshots> logger)
{
    private readonly ConcurrentDictionary<(string ProjectId, string Slug), Entry> _entries = new();
    private readonly InferenceOptions _options = options.Value;

    /// <summary>The endpoint, or why it cannot be served.</summary>
    public ValueTask<Result<EndpointSnapshot>> GetAsync(string projectId, string slug)
    {
        var now = time.GetUtcNow();
        return _entries.TryGetValue((projectId, slug), out var entry) && now - entry.Read < _options.EndpointStaleness
            ? new ValueTask<Result<EndpointSnapshot>>(entry.Endpoint)
            : ReadAsync(projectId, slug, entry, now);
    }

    /// <summary>Drops a snapshot, so that a change made through this host counts at once.</summary>
    public void Forget(string projectId, string slug) => _entries.TryRemove((projectId, slug), out _);

    private async ValueTask<Result<EndpointSnapshot>> ReadAsync(
        string projectId, string slug, Entry? old, DateTimeOffset now)
    {
        try
        {
            // Whoever has a snapshot does not wait for a grain that is being moved.
            var reading = grains.GetGrain<IEndpointGrain>(GrainKeys.Endpoint(projectId, slug)).ResolveAsync().AsTask();
            var route = await (old is null ? reading : reading.WaitAsync(_options.EndpointRefreshTimeout, time));
            Result<EndpointSnapshot> endpoint = route.Value is { } value
                ? old?.Endpoint.Value is { } known && known.Route == value ? known : new EndpointSnapshot(value)
                : route.Fault!;
            Keep((projectId, slug), new Entry(endpoint, now));
            return endpoint;
        }
        catch (Exception exception) when (old is not null && now - old.Read < _options.EndpointOutageGrace)
        {
            LogStale(exception, projectId, slug);
            return old.Endpoint;
        }
    }

    private void Keep((string ProjectId, string Slug) key, Entry entry)
    {
        _entries[key] = entry;
        if (_entries.Count > _options.EndpointCapacity)
        {
            // Rare: drop the older half at once rather than keep an order on every request.
            foreach (var (old, _) in _entries.OrderBy(pair => pair.Value.Read).Take(_options.EndpointCapacity / 2))
            {
                _entries.TryRemove(old, out _);
            }
        }
    }

    [LoggerMessage(1403, LogLevel.Warning,
        "Endpoint {ProjectId}/{Slug} is served from its last snapshot: the store is unreachable")]
    private partial void LogStale(Exception exception, string projectId, string slug);

    private sealed record Entry(Result<EndpointSnapshot> Endpoint, DateTimeOffset Read);
}
