using System.Collections.Immutable;
using Orleans;

namespace Xerotier.Grains.Agents;

/// <summary>The leases that a host holds at one agent.</summary>
/// <param name="HostId">The host.</param>
/// <param name="HostEpoch">Its process.</param>
/// <param name="Leases">Every lease it holds there.</param>
[GenerateSerializer, Alias("xerotier.held-leases"), Immutable]
public sealed record HeldLeases(
    [property: Id(0)] string HostId,
    [property: Id(1)] long HostEpoch,
    [property: Id(2)] ImmutableArray<HeldLease> Leases);
