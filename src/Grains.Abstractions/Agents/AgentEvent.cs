using Orleans;

namespace Xerotier.Grains.Agents;

/// <summary>A state transition of an agent.</summary>
/// <param name="At">When it happened.</param>
/// <param name="State">The new state.</param>
/// <param name="Reason">Why, in a few words.</param>
[GenerateSerializer, Alias("xerotier.agent-event"), Immutable]
public sealed record AgentEvent(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] AgentState State,
    [property: Id(2)] string Reason);
