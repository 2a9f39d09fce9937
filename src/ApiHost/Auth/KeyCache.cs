using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Orleans;
using Xerotier.Grains;
using Xerotier.Grains.ApiKeys;

namespace Xerotier.ApiHost.Auth;

/// <summary>
/// This host's snapshots of API keys, so that a request costs no grain call. A snapshot older than
/// <see cref="KeyCacheOptions.Staleness"/> is read again; when the store is unreachable it lives on for
/// <see cref="KeyCacheOptions.OutageGrace"/>. Unknown keys are not kept.
/// </summary>
internal sealed partial class KeyCache(
    IGrainFactory grains,
    TimeProvider time,
    IOptions<KeyCacheOptions> options,
    ILogger<KeyCache> logger)
{
    private static readonly TimeSpan TouchInterval = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Snapshot> _snapshots = new(StringComparer.Ordinal);
    private readonly KeyCacheOptions _options = options.Value;

    /// <summary>What the key with this hash allows; null when it is unknown, revoked or expired.</summary>
    /// <param name="hash">Lower-case hex SHA-256 of the secret.</param>
    public ValueTask<ApiKeyAccess?> GetAsync(ReadOnlySpan<char> hash)
    {
        var now = time.GetUtcNow();
        var known = _snapshots.GetAlternateLookup<ReadOnlySpan<char>>();
        return known.TryGetValue(hash, out var snapshot) && now - snapshot.Read < _options.Staleness
            ? new ValueTask<ApiKeyAccess?>(StillValid(snapshot.Access, now))
            : ReadAsync(hash.ToString(), snapshot, now);
    }

    /// <summary>Drops a snapshot, so that a change made through this host counts at once.</summary>
    public void Forget(string hash) => _snapshots.TryRemove(hash, out _);

    private static ApiKeyAccess? StillValid(ApiKeyAccess access, DateTimeOffset now) =>
        access.ValidUntil is { } until && until <= now ? null : access;

    private async ValueTask<ApiKeyAccess?> ReadAsync(string hash, Snapshot? old, DateTimeOffset now)
    {
        var grain = grains.GetGrain<IApiKeyGrain>(GrainKeys.ApiKey(hash));
        ApiKeyAccess? access;
        try
        {
            // Whoever has a snapshot does not wait for a grain that is being moved.
            var reading = grain.ResolveAsync().AsTask();
            access = await (old is null ? reading : reading.WaitAsync(_options.RefreshTimeout, time));
        }
        catch (Exception exception) when (old is not null && now - old.Read < _options.OutageGrace)
        {
            LogStale(exception, old.Access.Id);
            return StillValid(old.Access, now);
        }

        if (access is null || !Secrets.SameHash(access.Hash, hash))
        {
            Forget(hash);
            return null;
        }

        var touched = old?.Touched ?? DateTimeOffset.MinValue;
        if (now - touched >= TouchInterval)
        {
            touched = now;
            await grain.TouchAsync(now);
        }

        Keep(hash, new Snapshot(access, now, touched));
        return StillValid(access, now);
    }

    private void Keep(string hash, Snapshot snapshot)
    {
        _snapshots[hash] = snapshot;
        if (_snapshots.Count > _options.Capacity)
        {
            // Rare: drop the older half at once rather than keep an order on every request.
            foreach (var (key, _) in _snapshots.OrderBy(entry => entry.Value.Read).Take(_options.Capacity / 2))
            {
                Forget(key);
            }
        }
    }

    [LoggerMessage(
        1101, LogLevel.Warning, "API key {KeyId} is served from its last snapshot: the store is unreachable")]
    private partial void LogStale(Exception exception, Guid keyId);

    private sealed record Snapshot(ApiKeyAccess Access, DateTimeOffset Read, DateTimeOffset Touched);
}
