using Orleans;

namespace Xerotier.Grains.Agents;

/// <summary>Answer to a lease request.</summary>
/// <param name="Granted">Whether there was room.</param>
/// <param name="Leases">The exact number of leases now.</param>
/// <param name="ReservedTokens">The exact number of reserved tokens now.</param>
/// <param name="Capacity">Requests the agent takes at once now.</param>
/// <param name="Address">Where to send the request, when granted.</param>
/// <param name="BacklogTokens">Prompt tokens of its leases that it still has to process.</param>
[GenerateSerializer, Alias("xerotier.lease-reply"), Immutable]
public sealed record LeaseReply(
    [property: Id(0)] bool Granted,
    [property: Id(1)] int Leases,
    [property: Id(2)] long ReservedTokens,
    [property: Id(3)] int Capacity,
    [property: Id(4)] AgentAddress? Address,
    [property: Id(5)] long BacklogTokens);
