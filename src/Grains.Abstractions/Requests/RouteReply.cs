using Orleans;
using Xerotier.Grains.Agents;

namespace Xerotier.Grains.Requests;

/// <summary>Where a request goes, or why it does not.</summary>
/// <param name="Outcome">The decision.</param>
/// <param name="AgentId">The agent, when leased.</param>
/// <param name="Address">Where it is reached, when leased.</param>
/// <param name="ReservedTokens">Tokens reserved, when leased.</param>
/// <param name="Report">Why, when asked for.</param>
/// <param name="MatchedBlocks">Leading blocks of the prompt that the agent is taken to hold.</param>
/// <param name="IsShared">Whether the agent is one of the shared pool.</param>
/// <param name="ExpectedTtftMs">See <see cref="LeaseReply.ExpectedTtftMs"/>.</param>
/// <param name="ExpectedTpotMs">See <see cref="LeaseReply.ExpectedTpotMs"/>.</param>
/// <param name="Continues">Whether the agent can go on with an answer that another one began.</param>
[GenerateSerializer, Alias("xerotier.route-reply"), Immutable]
public sealed record RouteReply(
    [property: Id(0)] RouteOutcome Outcome,
    [property: Id(1)] Guid AgentId,
    [property: Id(2)] AgentAddress? Address,
    [property: Id(3)] long ReservedTokens,
    [property: Id(4)] RouteReport? Report,
    [property: Id(5)] int MatchedBlocks,
    [property: Id(6)] bool IsShared,
    [property: Id(7)] double? ExpectedTtftMs = null,
    [property: Id(8)] double? ExpectedTpotMs = null,
    [property: Id(9)] bool Continues = false);
