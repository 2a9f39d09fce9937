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
/// <param name="LoadsModels">Whether it can load models that it is told to load.</param>
/// <param name="MemoryBytes">Memory for weights and KV caches in bytes, or null when unknown.</param>
/// <param name="MemoryFreeBytes">What of it no loaded model takes, or null when unknown.</param>
/// <param name="Prefixes">News of the prefix blocks its backend holds; null when the backend does not say.</param>
/// <param name="Continues">Whether its backend can go on with an assistant's message that another one began
/// (<c>continue_final_message</c>).</param>
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
    bool Draining,
    bool LoadsModels = false,
    long? MemoryBytes = null,
    long? MemoryFreeBytes = null,
    PrefixReport? Prefixes = null,
    bool Continues = false);
