using System.Collections.Immutable;
using Orleans;

namespace Xerotier.Grains.Requests;

/// <summary>
/// A project's latest requests and why they were routed as they were. Key: the project's id. In memory only: bounded in
/// number and in time, gone with its silo. Called by API hosts; calls no grain.
/// </summary>
[Alias("xerotier.route-log")]
public interface IRouteLogGrain : IGrainWithStringKey
{
    /// <summary>Adds requests that have ended.</summary>
    [ResponseTimeout("00:00:05"), Alias("append")]
    ValueTask AppendAsync(ImmutableArray<RouteRecord> records);

    /// <summary>The latest request with this id; null when it is not remembered (any more).</summary>
    [Alias("find")]
    ValueTask<RouteRecord?> FindAsync(string requestId);

    /// <summary>Everything that is remembered, the oldest first, without reports.</summary>
    [Alias("list")]
    ValueTask<ImmutableArray<RouteRecord>> ListAsync();
}
