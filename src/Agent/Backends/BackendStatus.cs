using Xerotier.Protocol.Agents;

namespace Xerotier.Agent.Backends;

/// <summary>A backend's figures.</summary>
/// <param name="Running">Requests it runs; null when it does not say.</param>
/// <param name="Waiting">Requests it queues; null when it does not say.</param>
/// <param name="KvUsage">Share of the KV cache in use, 0 to 1; null when unknown.</param>
/// <param name="KvCapacityTokens">Size of the KV cache in tokens; null when unknown.</param>
/// <param name="Models">Models it has; empty while it cannot answer.</param>
internal sealed record BackendStatus(
    int? Running,
    int? Waiting,
    double? KvUsage,
    long? KvCapacityTokens,
    IReadOnlyList<HeartbeatModel> Models)
{
    /// <summary>Nothing is known yet, or any more.</summary>
    public static readonly BackendStatus Unknown = new(null, null, null, null, []);
}
