using Xerotier.Routing.Fleet;

namespace Xerotier.Routing.Signals;

/// <summary>What signals may look at: a request and the candidates that passed the filter.</summary>
internal readonly ref struct ScoringContext
{
    public required RouteRequest Request { get; init; }

    public required RoutePolicy Policy { get; init; }

    public required FleetView View { get; init; }

    public required ModelColumns Model { get; init; }

    public required ReadOnlySpan<Candidate> Candidates { get; init; }
}
