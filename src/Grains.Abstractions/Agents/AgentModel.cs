using Orleans;

namespace Xerotier.Grains.Agents;

/// <summary>A model on an agent.</summary>
/// <param name="Name">Served name.</param>
/// <param name="Version">Semver, or null when the backend has no versions.</param>
/// <param name="State">How near it is to serving.</param>
/// <param name="ContextLength">Context window in tokens; null when unknown.</param>
/// <param name="ModelId">UUID of a model that the platform had it load; null for what it has by itself.</param>
[GenerateSerializer, Alias("xerotier.agent-model"), Immutable]
public sealed record AgentModel(
    [property: Id(0)] string Name,
    [property: Id(1)] string? Version,
    [property: Id(2)] AgentModelState State,
    [property: Id(3)] int? ContextLength,
    [property: Id(4)] Guid? ModelId = null);
