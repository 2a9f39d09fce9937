using System.Collections.Immutable;
using Orleans;

namespace Xerotier.Grains.Agents;

/// <summary>A change to an agent; what is null stays.</summary>
/// <param name="Name">New name.</param>
/// <param name="Description">New note.</param>
/// <param name="Region">New region.</param>
/// <param name="SupportedTiers">New tiers.</param>
/// <param name="MaxConcurrentRequests">New limit, 0 to 100,000.</param>
/// <param name="StorageLimitBytes">New limit in bytes; 0 lifts it.</param>
[GenerateSerializer, Alias("xerotier.agent-patch"), Immutable]
public sealed record AgentPatch(
    [property: Id(0)] string? Name,
    [property: Id(1)] string? Description,
    [property: Id(2)] string? Region,
    [property: Id(3)] ImmutableArray<string>? SupportedTiers,
    [property: Id(4)] int? MaxConcurrentRequests,
    [property: Id(5)] long? StorageLimitBytes);
