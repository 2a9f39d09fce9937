using Orleans;

namespace Xerotier.Grains.Agents;

/// <summary>Where an agent is reached: exactly one of the two is set.</summary>
/// <param name="DirectUrl">Base URL for plain HTTP/2.</param>
/// <param name="Tunnel">The host that holds its tunnel.</param>
[GenerateSerializer, Alias("xerotier.agent-address"), Immutable]
public sealed record AgentAddress(
    [property: Id(0)] string? DirectUrl,
    [property: Id(1)] TunnelAddress? Tunnel);
