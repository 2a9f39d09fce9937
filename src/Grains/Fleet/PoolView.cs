using System.Collections.Immutable;
using Xerotier.Routing.Fleet;

namespace Xerotier.Grains.Fleet;

/// <summary>What a silo knows of one pool.</summary>
/// <param name="Agents">Its agents.</param>
/// <param name="Awaited">Models for which requests wait in its queues.</param>
internal sealed record PoolView(FleetView Agents, ImmutableArray<string> Awaited)
{
    /// <summary>Whether a new request for the model would pass others that wait.</summary>
    public bool IsAwaited(string model) => !Awaited.IsEmpty && Awaited.Contains(model);
}
