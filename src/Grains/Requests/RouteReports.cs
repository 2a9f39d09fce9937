using Xerotier.Routing;

namespace Xerotier.Grains.Requests;

/// <summary>Puts a planner's explanation into the form that travels.</summary>
internal static class RouteReports
{
    /// <summary>The report of a request that is sent to the end of the line, because others wait.</summary>
    public static readonly RouteReport OthersWait =
        new(RouteOutcome.Queue, Guid.Empty, 0, false, 0, [], [], [], Behind: true);

    /// <summary>The report of one decision.</summary>
    /// <param name="explanation">What the planner says of it.</param>
    /// <param name="outcome">What the caller is told.</param>
    /// <param name="attempts">Agents asked for room, this one included.</param>
    public static RouteReport Of(RouteExplanation explanation, RouteOutcome outcome, int attempts) => new(
        outcome,
        explanation.Pick,
        attempts,
        explanation.Explored,
        explanation.Sharpness,
        [.. explanation.Weights],
        [.. explanation.Rejected.Select(reason => new FilteredAgents(reason.Key, reason.Value))],
        [.. explanation.Candidates.Select(Of)],
        Behind: false);

    private static RouteCandidate Of(CandidateExplanation candidate) => new(
        candidate.AgentId,
        candidate.Score,
        candidate.IsKept,
        candidate.MatchedBlocks,
        candidate.PredictedTtftMs,
        [.. candidate.Scores]);
}
