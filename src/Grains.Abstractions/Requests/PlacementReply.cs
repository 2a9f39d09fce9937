using Orleans;

namespace Xerotier.Grains.Requests;

/// <summary>Which agent shall load a model.</summary>
/// <param name="IsServed">Whether an agent, be it a full one, has it loaded already; nobody loads it then.</param>
/// <param name="AgentId">The agent; null when none can load it.</param>
[GenerateSerializer, Alias("xerotier.placement-reply"), Immutable]
public sealed record PlacementReply(
    [property: Id(0)] bool IsServed,
    [property: Id(1)] Guid? AgentId);
