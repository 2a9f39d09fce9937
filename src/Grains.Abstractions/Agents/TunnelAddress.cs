using Orleans;

namespace Xerotier.Grains.Agents;

/// <summary>The host that holds an agent's tunnel.</summary>
/// <param name="HostId">The host's id.</param>
/// <param name="Epoch">Grows with every tunnel of the agent (ticks of the host's clock); guards against stale
/// news.</param>
[GenerateSerializer, Alias("xerotier.tunnel-address"), Immutable]
public sealed record TunnelAddress(
    [property: Id(0)] string HostId,
    [property: Id(1)] long Epoch);
