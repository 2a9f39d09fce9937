using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Xerotier.Routing;

namespace Xerotier.Grains.Requests;

/// <summary>
/// Puts a planner's explanation into the form that travels. Every request is explained, in case somebody asks later, so
/// nothing is copied that need not be, and large pools are cut down.
/// </summary>
internal static class RouteReports
{
    private const int MaxCandidates = 16;

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
        Share(explanation.Weights),
        FilteredOf(explanation.Rejected),
        CandidatesOf(explanation),
        Behind: false);

    private static ImmutableArray<FilteredAgents> FilteredOf(IReadOnlyDictionary<string, int> rejected) =>
        rejected.Count == 0
            ? []
            : [.. rejected.Select(reason => new FilteredAgents(reason.Key, reason.Value))];

    private static ImmutableArray<RouteCandidate> CandidatesOf(RouteExplanation explanation)
    {
        var candidates = new RouteCandidate[Math.Min(MaxCandidates, explanation.Candidates.Count)];
        for (int i = 0; i < candidates.Length; i++)
        {
            candidates[i] = Of(explanation.Candidates[i]);
        }

        // An exploring pick may stand further down.
        for (int i = MaxCandidates; i < explanation.Candidates.Count; i++)
        {
            if (explanation.Candidates[i].AgentId == explanation.Pick)
            {
                candidates[^1] = Of(explanation.Candidates[i]);
            }
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(candidates);
    }

    private static RouteCandidate Of(CandidateExplanation candidate) => new(
        candidate.AgentId,
        candidate.Score,
        candidate.IsKept,
        candidate.MatchedBlocks,
        candidate.PredictedTtftMs,
        Share(candidate.Scores));

    /// <summary>The same array where the planner made one: it never changes it.</summary>
    private static ImmutableArray<double> Share(IReadOnlyList<double> values) =>
        values is double[] array ? ImmutableCollectionsMarshal.AsImmutableArray(array) : [.. values];
}
