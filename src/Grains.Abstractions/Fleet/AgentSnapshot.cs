using System.Collections.Immutable;
using Orleans;
using Xerotier.Grains.Agents;

namespace Xerotier.Grains.Fleet;

/// <summary>One agent as routers see it.</summary>
/// <param name="AgentId">UUID.</param>
/// <param name="State">Where it is in its life.</param>
/// <param name="LastSeen">When it last gave a sign of life.</param>
/// <param name="SuspectUntil">Until when it is kept out after a failure; null when it is not suspect.</param>
/// <param name="Draining">Whether it takes nothing new.</param>
/// <param name="Region">Region, or null.</param>
/// <param name="SupportedTiers">Tiers it may serve.</param>
/// <param name="Capacity">Requests it takes at once.</param>
/// <param name="Leases">Requests in flight by exact lease.</param>
/// <param name="ReservedTokens">Tokens reserved by those leases.</param>
/// <param name="Address">Where it is reached; null while it is not.</param>
/// <param name="Heartbeat">Its last heartbeat; null before the first or after a restart of its grain.</param>
/// <param name="KnownModels">Models it ever reported: what it could serve if it were back.</param>
/// <param name="ExclusiveEndpoints">The only endpoints it serves; empty for any.</param>
/// <param name="BacklogTokens">Prompt tokens of its leases that it still has to process.</param>
/// <param name="ObservedAt">When the snapshot was taken.</param>
/// <param name="ErrorRate">Share of its recent requests that it failed, 0 to 1; null when it had none.</param>
/// <param name="Speeds">How fast it serves models, as learned from its requests.</param>
/// <param name="Projects">Tokens that projects have reserved on it, the largest first, at most 16.</param>
[GenerateSerializer, Alias("xerotier.agent-snapshot"), Immutable]
public sealed record AgentSnapshot(
    [property: Id(0)] Guid AgentId,
    [property: Id(1)] AgentState State,
    [property: Id(2)] DateTimeOffset? LastSeen,
    [property: Id(3)] DateTimeOffset? SuspectUntil,
    [property: Id(4)] bool Draining,
    [property: Id(5)] string? Region,
    [property: Id(6)] ImmutableArray<string> SupportedTiers,
    [property: Id(7)] int Capacity,
    [property: Id(8)] int Leases,
    [property: Id(9)] long ReservedTokens,
    [property: Id(10)] AgentAddress? Address,
    [property: Id(11)] Heartbeat? Heartbeat,
    [property: Id(12)] ImmutableArray<string> KnownModels,
    [property: Id(13)] ImmutableArray<Guid> ExclusiveEndpoints,
    [property: Id(14)] long BacklogTokens,
    [property: Id(15)] DateTimeOffset ObservedAt,
    [property: Id(16)] double? ErrorRate,
    [property: Id(17)] ImmutableArray<ModelSpeed> Speeds,
    [property: Id(18)] ImmutableArray<ProjectTokens> Projects);
