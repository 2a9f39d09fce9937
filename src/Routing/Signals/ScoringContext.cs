using Xerotier.Routing.Fleet;

namespace Xerotier.Routing.Signals;

/// <summary>What signals may look at: a request and the candidates that passed the filter.</summary>
internal readonly ref struct ScoringContext
{
    public required RouteRequest Request { get; init; }

    /// <summary>Position in the table of tiers of the tier that candidates serve the request in.</summary>
    public required int Tier { get; init; }

    public required RoutePolicy Policy { get; init; }

    public required FleetView View { get; init; }

    public required ModelColumns Model { get; init; }

    public required Candidates Candidates { get; init; }

    /// <summary>How near each region of the view is to the wanted one, see <see cref="RegionProximity"/>.</summary>
    public required ReadOnlySpan<double> Proximities { get; init; }

    /// <summary>Tokens that the request's project has in flight, by slot.</summary>
    public required ReadOnlySpan<long> ProjectTokens { get; init; }

    /// <summary>Projects with anything in flight, this one included.</summary>
    public required int ActiveProjects { get; init; }
}
