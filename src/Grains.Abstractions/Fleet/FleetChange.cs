using System.Collections.Immutable;
using Orleans;

namespace Xerotier.Grains.Fleet;

/// <summary>What changed in a fleet.</summary>
/// <param name="Epoch">Changes when the fleet grain restarts.</param>
/// <param name="Version">Grows with every change within an epoch.</param>
/// <param name="Full">Whether <paramref name="Agents"/> is the whole fleet.</param>
/// <param name="Warming">Whether agents are still expected to report after a restart.</param>
/// <param name="Agents">New or changed agents.</param>
/// <param name="Removed">Agents that are gone.</param>
/// <param name="Awaited">Every model for which requests wait in the pool's queues.</param>
[GenerateSerializer, Alias("xerotier.fleet-change"), Immutable]
public sealed record FleetChange(
    [property: Id(0)] long Epoch,
    [property: Id(1)] long Version,
    [property: Id(2)] bool Full,
    [property: Id(3)] bool Warming,
    [property: Id(4)] ImmutableArray<AgentSnapshot> Agents,
    [property: Id(5)] ImmutableArray<Guid> Removed,
    [property: Id(6)] ImmutableArray<string> Awaited);
