namespace Xerotier.Routing;

/// <summary>
/// How much each signal counts, relative to the others; each is 0 (off) or more. The score of a candidate is the
/// weighted geometric mean of its signals, so a signal that is equal for all candidates decides nothing.
/// </summary>
public sealed record RoutingWeights
{
    /// <summary>Having exactly the wanted version ready. Default 1.</summary>
    public double ModelAffinity { get; init; } = 1;

    /// <summary>Holding the prompt's prefix. Default 1.</summary>
    public double PrefixMatch { get; init; } = 1;

    /// <summary>Predicted time for this request. Default 12.</summary>
    public double Latency { get; init; } = 12;

    /// <summary>Free KV cache. Default 0.5.</summary>
    public double KvPressure { get; init; } = 0.5;

    /// <summary>Free places. Default 1.</summary>
    public double QueueDepth { get; init; } = 1;

    /// <summary>Few reserved tokens. Default 1.</summary>
    public double InFlightTokens { get; init; } = 1;

    /// <summary>Few failures. Default 1.</summary>
    public double ErrorRate { get; init; } = 1;

    /// <summary>A recent heartbeat. Default 0.5.</summary>
    public double HeartbeatFreshness { get; init; } = 0.5;

    /// <summary>Being near the wanted region. Default 2.</summary>
    public double RegionProximity { get; init; } = 2;

    /// <summary>Serving the tier without being wanted for a better one. Default 0.5.</summary>
    public double TierFit { get; init; } = 0.5;

    /// <summary>Not already being filled by the same project. Default 0.5.</summary>
    public double FairShare { get; init; } = 0.5;

    /// <summary>Keeping the wanted times. Default 4.</summary>
    public double SloFit { get; init; } = 4;

    /// <summary>Fast hardware. Default 0.25.</summary>
    public double Throughput { get; init; } = 0.25;
}
