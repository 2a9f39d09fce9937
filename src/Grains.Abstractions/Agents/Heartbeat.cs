using System.Collections.Immutable;
using Orleans;

namespace Xerotier.Grains.Agents;

/// <summary>A sign of life with load figures, sent every 2 s.</summary>
/// <param name="Sequence">Grows by one with each heartbeat of one agent process.</param>
/// <param name="SentAt">The producer's clock.</param>
/// <param name="Running">Requests the backend runs.</param>
/// <param name="Waiting">Requests the backend queues.</param>
/// <param name="KvUsage">Share of the KV cache in use, 0 to 1; null when the backend does not say.</param>
/// <param name="KvCapacityTokens">Size of the KV cache in tokens; null when unknown.</param>
/// <param name="TtftMs">Recent mean time to first token in ms; null when unknown.</param>
/// <param name="TpotMs">Recent mean time per output token in ms; null when unknown.</param>
/// <param name="TokensPerSecond">Recent output tokens per second; null when unknown.</param>
/// <param name="MaxConcurrentRequests">Requests it takes at once.</param>
/// <param name="Models">Models it has.</param>
/// <param name="Draining">Whether it is shutting down and takes nothing new.</param>
/// <param name="LoadsModels">Whether it can load models that it is told to load.</param>
/// <param name="MemoryBytes">Memory for weights and KV caches in bytes; null when unknown.</param>
/// <param name="MemoryFreeBytes">What of it no loaded model takes; null when unknown.</param>
/// <param name="Prefixes">News of the prefix blocks its backend holds; null when it does not say.</param>
/// <param name="Continues">Whether it can go on with an answer that another agent began.</param>
[GenerateSerializer, Alias("xerotier.heartbeat"), Immutable]
public sealed record Heartbeat(
    [property: Id(0)] long Sequence,
    [property: Id(1)] DateTimeOffset SentAt,
    [property: Id(2)] int Running,
    [property: Id(3)] int Waiting,
    [property: Id(4)] double? KvUsage,
    [property: Id(5)] long? KvCapacityTokens,
    [property: Id(6)] double? TtftMs,
    [property: Id(7)] double? TpotMs,
    [property: Id(8)] double? TokensPerSecond,
    [property: Id(9)] int MaxConcurrentRequests,
    [property: Id(10)] ImmutableArray<AgentModel> Models,
    [property: Id(11)] bool Draining,
    [property: Id(12)] bool LoadsModels = false,
    [property: Id(13)] long? MemoryBytes = null,
    [property: Id(14)] long? MemoryFreeBytes = null,
    [property: Id(15)] AgentPrefixes? Prefixes = null,
    [property: Id(16)] bool Continues = false);
