using Xerotier.Routing;
using Xerotier.Routing.Fleet;
using Xerotier.Routing.Placement;
using Xerotier.Routing.Tiers;

namespace Xerotier.Grains.Requests;

/// <summary>Who loads models.</summary>
internal sealed partial class RouterGrain
{
    /// <inheritdoc/>
    public async ValueTask<PlacementReply> PlaceAsync(PlacementQuery query)
    {
        string ownPool = GrainKeys.PoolOf(query.Route.ProjectId);
        int sharedTier = ownPool == GrainKeys.SharedPool ? -1 : SharedTierOf(query.Route);
        FleetView own = (await views.GetAsync(ownPool)).Agents;
        FleetView? shared = sharedTier < 0 ? null : (await views.GetAsync(GrainKeys.SharedPool)).Agents;
        return Place(query, ServiceTiers.IndexOf(query.Route.Tier), sharedTier, own, shared);
    }

    private PlacementReply Place(PlacementQuery query, int ownTier, int sharedTier, FleetView own, FleetView? shared)
    {
        RouteQuery route = query.Route;
        var request = new RouteRequest
        {
            Model = route.Model,
            Version = query.IsPinned ? query.Version : null,
            OwnTier = ownTier,
            SharedTier = sharedTier,
            EndpointId = route.EndpointId,
            BoundAgents = route.BoundAgents.AsSpan(),
            ExcludedAgents = route.ExcludedAgents.AsSpan(),
            NowMs = time.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        if (!query.Replaces && (LoadPlacement.IsServed(request, ownTier, own, policy)
            || (shared is not null && LoadPlacement.IsServed(request, sharedTier, shared, policy))))
        {
            return new PlacementReply(true, null);
        }

        var need = new LoadNeed(query.Version, query.Replaces);
        Guid? agent = LoadPlacement.Pick(request, need, ownTier, own, policy);
        if (agent is null && shared is not null)
        {
            agent = LoadPlacement.Pick(request, need, sharedTier, shared, policy);
        }

        return new PlacementReply(false, agent);
    }
}
