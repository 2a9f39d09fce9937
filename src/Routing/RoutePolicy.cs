using System.Collections.Frozen;
using Xerotier.Routing.Signals;

namespace Xerotier.Routing;

/// <summary>The router's settings in the form the hot path wants; made once.</summary>
public sealed class RoutePolicy
{
    /// <summary>The highest sharpness: practically always the best score.</summary>
    public const double MaxSharpness = 64;

    /// <summary>Normalises the settings.</summary>
    /// <param name="weights">What each signal counts.</param>
    /// <param name="exploration">Share of decisions that look beyond the best score, 0 to 1.</param>
    /// <param name="sharpness">
    /// Power to which scores are raised before sampling, 1 to <see cref="MaxSharpness"/>; higher is greedier.
    /// </param>
    /// <param name="maxSilence">Age of the last sign of life from which an agent counts as away.</param>
    /// <exception cref="ArgumentException">No weight is positive, or one is negative or not finite.</exception>
    public RoutePolicy(RoutingWeights weights, double exploration, double sharpness, TimeSpan maxSilence)
    {
        CheckExploration(exploration);
        CheckSharpness(sharpness);
        Exploration = exploration;
        Sharpness = sharpness;
        MaxSilenceMs = (long)maxSilence.TotalMilliseconds;
        Weights = Normalise(SignalSet.WeightsOf(weights));
    }

    /// <summary>Time between heartbeats; up to three of them count as perfectly fresh. Default 2 s.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How near one region (first) is to another (second), 0 to 1; pairs that are not listed are compared by name.
    /// </summary>
    public FrozenDictionary<(string From, string To), double> RegionMap { get; init; } =
        FrozenDictionary<(string From, string To), double>.Empty;

    /// <summary>
    /// How much dearer a millisecond of prefill is than one of waiting on an agent whose KV cache is full, and in
    /// proportion less on others: what is computed there drives out what others need. Default 2, 0 to 100.
    /// </summary>
    public double RecomputeCost { get; init; } = 2;

    /// <summary>
    /// How much a millisecond that an answer adds to the steps of one neighbour in the batch counts against one of
    /// waiting. Default 0.2, 0 to 100.
    /// </summary>
    public double SlowdownCost { get; init; } = 0.2;

    /// <summary>
    /// What a full KV cache counts, as a multiple of the prefill of the whole prompt; falls with the eighth power of
    /// its use. Default 1, 0 to 100.
    /// </summary>
    public double CrowdingCost { get; init; } = 1;

    /// <summary>
    /// What a request would wait, in ms, to be served in its region instead of far away. Default 200, 0 or more.
    /// </summary>
    public double FarRegionMs { get; init; } = 200;

    /// <summary>
    /// The affinity filter keeps candidates that cost at most this much more than the cheapest. Default 0.1, 0 or
    /// more.
    /// </summary>
    public double AffinitySlack { get; init; } = 0.1;

    internal double Exploration { get; }

    internal double Sharpness { get; }

    internal long MaxSilenceMs { get; }

    /// <summary>One weight a signal in the order of <see cref="SignalSet"/>; they add up to 1.</summary>
    internal double[] Weights { get; }

    private static void CheckExploration(double exploration)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(exploration);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(exploration, 1);
    }

    private static void CheckSharpness(double sharpness)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sharpness, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sharpness, MaxSharpness);
    }

    private static double[] Normalise(double[] weights)
    {
        double sum = weights.Sum();
        if (weights.Any(weight => weight < 0) || !(sum > 0 && double.IsFinite(sum)))
        {
            throw new ArgumentException("Weights must be finite, none negative and one positive.", nameof(weights));
        }

        return [.. weights.Select(weight => weight / sum)];
    }
}
