using Orleans;

namespace Xerotier.Grains.Agents;

/// <summary>Live figures of an agent, as its grain knows them.</summary>
/// <param name="Leases">Requests in flight by exact lease.</param>
/// <param name="ReservedTokens">Tokens reserved by those leases.</param>
/// <param name="Capacity">Requests it takes at once now.</param>
/// <param name="Heartbeat">Its last heartbeat; null before the first.</param>
/// <param name="Address">Where it is reached; null while it is not.</param>
[GenerateSerializer, Alias("xerotier.agent-load"), Immutable]
public sealed record AgentLoad(
    [property: Id(0)] int Leases,
    [property: Id(1)] long ReservedTokens,
    [property: Id(2)] int Capacity,
    [property: Id(3)] Heartbeat? Heartbeat,
    [property: Id(4)] AgentAddress? Address = null);
