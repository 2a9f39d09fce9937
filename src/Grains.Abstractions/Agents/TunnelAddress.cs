using Orleans;

namespace Xerotier.Grains.Agents;

/// <summary>The host that holds an agent's tunnel.</summary>
/// <param name="HostId">The host's id.</param>
/// <param name="Epoch">Grows with every tunnel of the agent (ticks of the host's clock); guards against stale
/// news.</param>
/// <param name="RelayUrl">Base URL at which the host takes requests of other hosts for the agent; null when it takes
/// none.</param>
[GenerateSerializer, Alias("xerotier.tunnel-address"), Immutable]
public sealed record TunnelAddress(
    [property: Id(0)] string HostId,
    [property: Id(1)] long Epoch,
    [property: Id(2)] string? RelayUrl = null);
