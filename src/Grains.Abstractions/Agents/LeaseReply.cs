using Orleans;

namespace Xerotier.Grains.Agents;

/// <summary>Answer to a lease request.</summary>
/// <param name="Granted">Whether there was room.</param>
/// <param name="Leases">The exact number of leases now.</param>
/// <param name="ReservedTokens">The exact number of reserved tokens now.</param>
/// <param name="Capacity">Requests the agent takes at once now.</param>
/// <param name="Address">Where to send the request, when granted.</param>
/// <param name="BacklogTokens">Prompt tokens of its leases that it still has to process.</param>
/// <param name="ExpectedTtftMs">Time to first token in ms that the request should see, when granted; null until enough
/// answers were seen to tell.</param>
/// <param name="ExpectedTpotMs">Likewise its time per output token in ms.</param>
/// <param name="Continues">Whether it can go on with an answer that another agent began.</param>
[GenerateSerializer, Alias("xerotier.lease-reply"), Immutable]
public sealed record LeaseReply(
    [property: Id(0)] bool Granted,
    [property: Id(1)] int Leases,
    [property: Id(2)] long ReservedTokens,
    [property: Id(3)] int Capacity,
    [property: Id(4)] AgentAddress? Address,
    [property: Id(5)] long BacklogTokens,
    [property: Id(6)] double? ExpectedTtftMs = null,
    [property: Id(7)] double? ExpectedTpotMs = null,
    [property: Id(8)] bool Continues = false);
