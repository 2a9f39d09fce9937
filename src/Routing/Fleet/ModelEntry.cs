using Xerotier.Routing.Latency;

namespace Xerotier.Routing.Fleet;

/// <summary>A model on an agent.</summary>
/// <param name="Name">Served name.</param>
/// <param name="Version">Version, or null when the backend has none.</param>
/// <param name="Readiness">How near it is to serving.</param>
/// <param name="ContextLength">Context window in tokens; null when unknown.</param>
public readonly record struct ModelEntry(string Name, string? Version, ModelReadiness Readiness, int? ContextLength)
{
    /// <summary>How fast the agent serves it; null when not known yet, then the mean of the others counts.</summary>
    public LatencyEstimate? Latency { get; init; }
}
