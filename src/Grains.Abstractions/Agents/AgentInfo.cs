using System.Collections.Immutable;
using Orleans;

namespace Xerotier.Grains.Agents;

/// <summary>An agent as its owner sees it.</summary>
/// <param name="Id">UUID.</param>
/// <param name="ProjectId">Owner.</param>
/// <param name="Name">Display name.</param>
/// <param name="State">Where it is in its life.</param>
/// <param name="AgentVersion">Version it reported.</param>
/// <param name="Region">Region, or null.</param>
/// <param name="SupportedTiers">Tiers it may serve.</param>
/// <param name="Accelerators">Accelerators it reported.</param>
/// <param name="MaxConcurrentRequests">Requests it takes at once; 0 means it decides by its heartbeats.</param>
/// <param name="StorageLimitBytes">Model cache limit in bytes, or null.</param>
/// <param name="Description">The owner's note, or null.</param>
/// <param name="Created">When it enrolled.</param>
/// <param name="LastSeen">When it last gave a sign of life.</param>
/// <param name="TokenExpires">When its bearer token stops working.</param>
[GenerateSerializer, Alias("xerotier.agent-info"), Immutable]
public sealed record AgentInfo(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string ProjectId,
    [property: Id(2)] string Name,
    [property: Id(3)] AgentState State,
    [property: Id(4)] string AgentVersion,
    [property: Id(5)] string? Region,
    [property: Id(6)] ImmutableArray<string> SupportedTiers,
    [property: Id(7)] ImmutableArray<string> Accelerators,
    [property: Id(8)] int MaxConcurrentRequests,
    [property: Id(9)] long? StorageLimitBytes,
    [property: Id(10)] string? Description,
    [property: Id(11)] DateTimeOffset Created,
    [property: Id(12)] DateTimeOffset? LastSeen,
    [property: Id(13)] DateTimeOffset TokenExpires);
