using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Orleans;
using Xerotier.ApiHost.Catalog.Search;
using Xerotier.Grains;
using Xerotier.Grains.Fleet;
using Xerotier.Grains.Models;

namespace Xerotier.ApiHost.Catalog.Presence;

/// <summary>
/// Finds out how available published models are, from snapshots of pools that are at most
/// <see cref="CatalogViewOptions.PresenceStaleness"/> old.
/// </summary>
internal sealed class ModelPresence(IGrainFactory grains, TimeProvider time, IOptions<CatalogViewOptions> options)
{
    /// <summary>Beyond so many deploying projects the others are not asked: one that serves it is enough.</summary>
    private const int MaxProjects = 50;

    private readonly ConcurrentDictionary<string, Entry> _pools = new(StringComparer.Ordinal);

    /// <summary>How available a model is.</summary>
    public async ValueTask<ModelAvailability> OfAsync(CatalogItem item)
    {
        var shared = await PoolAsync(GrainKeys.SharedPool);
        if (shared.IsLoaded(item))
        {
            return ModelAvailability.Shared;
        }

        var endpoints = await grains.GetGrain<IModelGrain>(GrainKeys.Uuid(item.Entry.ModelId)).ListEndpointsAsync();
        string[] deployers = [.. endpoints.Select(ProjectOf).Distinct().Take(MaxProjects)];
        var pools = await Task.WhenAll(deployers.Select(project => PoolAsync(GrainKeys.PoolOf(project)).AsTask()));
        bool anchored = pools.Any(pool => pool.Has(item)) || (deployers.Length > 0 && shared.Has(item));
        if (anchored && item.Entry.Role == CatalogRoles.Deployable)
        {
            return ModelAvailability.Shared;
        }

        return anchored || shared.Has(item) || (await PoolAsync(GrainKeys.PoolOf(item.Entry.ProjectId))).Has(item)
            ? ModelAvailability.XimOnly
            : ModelAvailability.NotDeployed;
    }

    /// <summary>What the active agents of a pool hold.</summary>
    public async ValueTask<PoolPresence> PoolAsync(string pool)
    {
        var now = time.GetUtcNow();
        if (_pools.TryGetValue(pool, out var known) && now - known.Read < options.Value.PresenceStaleness)
        {
            return known.Presence;
        }

        // No fleet has the epoch 0: the answer is all of it.
        var fleet = await grains.GetGrain<IFleetGrain>(pool).PullAsync(0, 0, TimeSpan.Zero);
        var presence = new PoolPresence(fleet);
        if (_pools.Count >= options.Value.MaxPools)
        {
            _pools.Clear();
        }

        _pools[pool] = new Entry(presence, now);
        return presence;
    }

    // Keys of endpoints begin with their project's id (GrainKeys.Endpoint).
    private static string ProjectOf(string endpointKey) => endpointKey[..endpointKey.IndexOf('/')];

    private sealed record Entry(PoolPresence Presence, DateTimeOffset Read);
}
