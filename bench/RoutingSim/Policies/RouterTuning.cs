using Xerotier.Routing;

namespace Xerotier.RoutingSim.Policies;

/// <summary>Settings of ours that experiments vary; null leaves the default of <c>src/Routing</c>.</summary>
internal sealed record RouterTuning
{
    /// <summary>Power to which scores are raised.</summary>
    public double Sharpness { get; init; } = 16;

    /// <summary>Share of exploring picks.</summary>
    public double Exploration { get; init; } = 0.05;

    /// <summary>See <see cref="RoutePolicy.RecomputeCost"/>.</summary>
    public double? RecomputeCost { get; init; }

    /// <summary>See <see cref="RoutePolicy.AffinitySlack"/>.</summary>
    public double? AffinitySlack { get; init; }

    /// <summary>The policy.</summary>
    public RoutePolicy ToPolicy()
    {
        var standard = new RoutePolicy(new RoutingWeights(), Exploration, Sharpness, TimeSpan.FromSeconds(30));
        return new RoutePolicy(new RoutingWeights(), Exploration, Sharpness, TimeSpan.FromSeconds(30))
        {
            RecomputeCost = RecomputeCost ?? standard.RecomputeCost,
            AffinitySlack = AffinitySlack ?? standard.AffinitySlack,
        };
    }
}
