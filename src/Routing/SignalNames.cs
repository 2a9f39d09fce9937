namespace Xerotier.Routing;

/// <summary>Names of the thirteen signals, in the order in which scores and weights are listed.</summary>
public static class SignalNames
{
    /// <summary>All names, in snake_case as on the wire.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "model_affinity",
        "prefix_match",
        "latency",
        "kv_pressure",
        "queue_depth",
        "in_flight_tokens",
        "error_rate",
        "heartbeat_freshness",
        "region_proximity",
        "tier_fit",
        "fair_share",
        "slo_fit",
        "throughput",
    ];
}
