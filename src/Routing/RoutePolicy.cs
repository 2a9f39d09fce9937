using Xerotier.Routing.Signals;

namespace Xerotier.Routing;

/// <summary>The router's settings in the form the hot path wants; made once.</summary>
public sealed class RoutePolicy
{
    /// <summary>Normalises the settings.</summary>
    /// <param name="weights">What each signal counts.</param>
    /// <param name="exploration">Share of picks that ignore the score, 0 to 1.</param>
    /// <param name="sharpness">Power to which scores are raised before sampling, 1 to 16; higher is greedier.</param>
    /// <param name="maxSilence">Age of the last sign of life from which an agent counts as away.</param>
    /// <exception cref="ArgumentException">No weight is positive, or one is negative or not finite.</exception>
    public RoutePolicy(RoutingWeights weights, double exploration, int sharpness, TimeSpan maxSilence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(exploration);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(exploration, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(sharpness, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sharpness, 16);
        Exploration = exploration;
        Sharpness = sharpness;
        MaxSilenceMs = (long)maxSilence.TotalMilliseconds;
        Signals = Normalise(
        [
            new(new ModelAffinity(), weights.ModelAffinity),
            new(new KvPressure(), weights.KvPressure),
            new(new QueueDepth(), weights.QueueDepth),
            new(new InFlightTokens(), weights.InFlightTokens),
            new(new HeartbeatFreshness(), weights.HeartbeatFreshness),
            new(new RegionProximity(), weights.RegionProximity),
        ]);
    }

    internal double Exploration { get; }

    internal int Sharpness { get; }

    internal long MaxSilenceMs { get; }

    /// <summary>Signals that count, with weights that add up to 1.</summary>
    internal WeightedSignal[] Signals { get; }

    private static WeightedSignal[] Normalise(WeightedSignal[] signals)
    {
        double sum = signals.Sum(signal => signal.Weight);
        if (signals.Any(signal => signal.Weight < 0) || !(sum > 0 && double.IsFinite(sum)))
        {
            throw new ArgumentException("Weights must be finite, none negative and one positive.", nameof(signals));
        }

        return [.. signals.Where(signal => signal.Weight > 0)
            .Select(signal => signal with { Weight = signal.Weight / sum })];
    }
}
