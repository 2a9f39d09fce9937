using Orleans;
using Orleans.Concurrency;

namespace Xerotier.Grains.Requests;

/// <summary>
/// Picks an agent and leases room on it. Key: <see cref="GrainKeys.Router"/>. Stateless worker, re-entrant; reads
/// the silo's
/// fleet view, calls agent grains, never waits in a queue. Called by API hosts on every request.
/// </summary>
[Alias("xerotier.router")]
public interface IRouterGrain : IGrainWithStringKey
{
    /// <summary>
    /// Routes one request: filter, score, pick, lease. Repeated, it may lease room a second time under the same id;
    /// its host does not name that lease and so ends it.
    /// </summary>
    [Repeatable, ResponseTimeout("00:00:01.500"), Alias("route")]
    ValueTask<RouteReply> RouteAsync(RouteQuery query);

    /// <summary>An agent held less of a prompt than predicted; this silo's routers take note.</summary>
    [OneWay, Alias("prefix-miss")]
    ValueTask NotePrefixMissAsync(PrefixMiss miss);

    /// <summary>The agent that shall load a model: own ones first, then shared ones where they may serve.</summary>
    [Repeatable, ResponseTimeout("00:00:02"), Alias("place")]
    ValueTask<PlacementReply> PlaceAsync(PlacementQuery query);
}
