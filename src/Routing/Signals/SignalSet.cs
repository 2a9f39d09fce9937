namespace Xerotier.Routing.Signals;

/// <summary>The thirteen signals in their fixed order.</summary>
internal static class SignalSet
{
    public static ISignal[] All { get; } =
    [
        new ModelAffinity(),
        new PrefixMatch(),
        new Latency(),
        new KvPressure(),
        new QueueDepth(),
        new InFlightTokens(),
        new ErrorRate(),
        new HeartbeatFreshness(),
        new RegionProximity(),
        new TierFit(),
        new FairShare(),
        new SloFit(),
        new Throughput(),
    ];

    /// <summary>A policy's weights in the order of the signals.</summary>
    public static double[] WeightsOf(RoutingWeights weights) =>
    [
        weights.ModelAffinity,
        weights.PrefixMatch,
        weights.Latency,
        weights.KvPressure,
        weights.QueueDepth,
        weights.InFlightTokens,
        weights.ErrorRate,
        weights.HeartbeatFreshness,
        weights.RegionProximity,
        weights.TierFit,
        weights.FairShare,
        weights.SloFit,
        weights.Throughput,
    ];
}
