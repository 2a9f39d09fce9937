using Orleans;

namespace Xerotier.Grains.Requests;

/// <summary>Agents that were not considered.</summary>
/// <param name="Reason">Why, in snake_case.</param>
/// <param name="Count">How many.</param>
[GenerateSerializer, Alias("xerotier.filtered-agents"), Immutable]
public sealed record FilteredAgents(
    [property: Id(0)] string Reason,
    [property: Id(1)] int Count);
