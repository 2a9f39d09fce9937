using Xerotier.Routing;

namespace Xerotier.RoutingSim.Policies;

/// <summary>Settings of ours that experiments vary; null leaves the product's default.</summary>
internal sealed record RouterTuning
{
    // As in the silo's options; the simulator does not reference the grains.
    private const double DefaultSharpness = 4;
    private const double DefaultExploration = 0.05;
    private static readonly TimeSpan MaxSilence = TimeSpan.FromSeconds(30);

    /// <summary>Power to which scores are raised.</summary>
    public double? Sharpness { get; init; }

    /// <summary>Share of exploring picks.</summary>
    public double? Exploration { get; init; }

    /// <summary>See <see cref="RoutePolicy.RecomputeCost"/>.</summary>
    public double? RecomputeCost { get; init; }

    /// <summary>See <see cref="RoutePolicy.AffinitySlack"/>.</summary>
    public double? AffinitySlack { get; init; }

    /// <summary>The policy.</summary>
    public RoutePolicy ToPolicy()
    {
        double exploration = Exploration ?? DefaultExploration;
        double sharpness = Sharpness ?? DefaultSharpness;
        var standard = new RoutePolicy(new RoutingWeights(), exploration, sharpness, MaxSilence);
        return new RoutePolicy(new RoutingWeights(), exploration, sharpness, MaxSilence)
        {
            RecomputeCost = RecomputeCost ?? standard.RecomputeCost,
            AffinitySlack = AffinitySlack ?? standard.AffinitySlack,
        };
    }
}
