namespace Xerotier.Routing;

/// <summary>How much each signal counts, relative to the others. Each is 0 (off) or more.</summary>
public sealed record RoutingWeights
{
    /// <summary>Having exactly the wanted version. Default 1.</summary>
    public double ModelAffinity { get; init; } = 1;

    /// <summary>Free KV cache. Default 1.</summary>
    public double KvPressure { get; init; } = 1;

    /// <summary>Free places. Default 3.</summary>
    public double QueueDepth { get; init; } = 3;

    /// <summary>Few reserved tokens. Default 2.</summary>
    public double InFlightTokens { get; init; } = 2;

    /// <summary>A recent heartbeat. Default 0.5.</summary>
    public double HeartbeatFreshness { get; init; } = 0.5;

    /// <summary>Being near the wanted region. Default 1.</summary>
    public double RegionProximity { get; init; } = 1;
}
