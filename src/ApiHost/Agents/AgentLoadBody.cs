using Xerotier.Grains.Agents;

namespace Xerotier.ApiHost.Agents;

/// <summary>Wire form of an agent's live figures; null where the agent has not said.</summary>
internal sealed record AgentLoadBody(
    int InFlight,
    long ReservedTokens,
    int Capacity,
    int? Running,
    int? Waiting,
    double? KvUsage,
    double? TtftMs,
    double? TpotMs,
    double? TokensPerSecond,
    bool Draining,
    IReadOnlyList<AgentModelBody> Models)
{
    /// <summary>The wire form of <paramref name="load"/>.</summary>
    public static AgentLoadBody Of(AgentLoad load) => new(
        load.Leases,
        load.ReservedTokens,
        load.Capacity,
        load.Heartbeat?.Running,
        load.Heartbeat?.Waiting,
        load.Heartbeat?.KvUsage,
        load.Heartbeat?.TtftMs,
        load.Heartbeat?.TpotMs,
        load.Heartbeat?.TokensPerSecond,
        load.Heartbeat?.Draining ?? false,
        load.Heartbeat is { } heartbeat ? [.. heartbeat.Models.Select(AgentModelBody.Of)] : []);
}
