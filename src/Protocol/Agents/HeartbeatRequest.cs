namespace Xerotier.Protocol.Agents;

/// <summary>Body of <see cref="AgentProtocol.HeartbeatPath"/>.</summary>
/// <param name="Sequence">Grows by one with each heartbeat of one agent process.</param>
/// <param name="Running">Requests the backend runs.</param>
/// <param name="Waiting">Requests the backend queues.</param>
/// <param name="KvUsage">Share of the KV cache in use, 0 to 1, or null.</param>
/// <param name="KvCapacityTokens">Size of the KV cache in tokens, or null.</param>
/// <param name="TtftMs">Recent mean time to first token in ms, or null.</param>
/// <param name="TpotMs">Recent mean time per output token in ms, or null.</param>
/// <param name="TokensPerSecond">Recent output tokens per second, or null.</param>
/// <param name="MaxConcurrentRequests">Requests it takes at once, at least 1.</param>
/// <param name="Models">Models it has.</param>
/// <param name="Draining">Whether it is shutting down.</param>
public sealed record HeartbeatRequest(
    long Sequence,
    int Running,
    int Waiting,
    double? KvUsage,
    long? KvCapacityTokens,
    double? TtftMs,
    double? TpotMs,
    double? TokensPerSecond,
    int MaxConcurrentRequests,
    IReadOnlyList<HeartbeatModel>? Models,
    bool Draining);
