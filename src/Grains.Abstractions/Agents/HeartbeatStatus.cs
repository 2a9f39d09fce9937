using Orleans;

namespace Xerotier.Grains.Agents;

/// <summary>What the grain last saw of an agent and wants of it.</summary>
/// <param name="LastSequence">Sequence of the last heartbeat seen; -1 before the first.</param>
/// <param name="State">The agent's state.</param>
[GenerateSerializer, Alias("xerotier.heartbeat-status"), Immutable]
public sealed record HeartbeatStatus(
    [property: Id(0)] long LastSequence,
    [property: Id(1)] AgentState State);
