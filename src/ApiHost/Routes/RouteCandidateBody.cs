using Xerotier.Grains.Requests;
using Xerotier.Routing;

namespace Xerotier.ApiHost.Routes;

/// <summary>Wire form of an agent that was scored.</summary>
/// <param name="AgentId">UUID.</param>
/// <param name="Score">Weighted geometric mean of its scores.</param>
/// <param name="Kept">Whether the affinity filter kept it.</param>
/// <param name="MatchedBlocks">Leading blocks of the prompt that it is taken to hold.</param>
/// <param name="PredictedTtftMs">Predicted time to first token in ms.</param>
/// <param name="Scores">The thirteen scores by signal; null where unknown.</param>
internal sealed record RouteCandidateBody(
    Guid AgentId,
    double Score,
    bool Kept,
    int MatchedBlocks,
    double PredictedTtftMs,
    IReadOnlyDictionary<string, double?> Scores)
{
    /// <summary>The wire form of <paramref name="candidate"/>.</summary>
    public static RouteCandidateBody Of(RouteCandidate candidate)
    {
        var scores = new Dictionary<string, double?>(candidate.Scores.Length);
        for (var i = 0; i < candidate.Scores.Length; i++)
        {
            scores.Add(SignalNames.All[i], double.IsNaN(candidate.Scores[i]) ? null : candidate.Scores[i]);
        }

        return new RouteCandidateBody(
            candidate.AgentId,
            candidate.Score,
            candidate.IsKept,
            candidate.MatchedBlocks,
            candidate.PredictedTtftMs,
            scores);
    }

    /// <summary>Values in the order of the signals, by their names.</summary>
    public static IReadOnlyDictionary<string, double> ByName(ReadOnlySpan<double> values)
    {
        var named = new Dictionary<string, double>(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            named.Add(SignalNames.All[i], values[i]);
        }

        return named;
    }
}
