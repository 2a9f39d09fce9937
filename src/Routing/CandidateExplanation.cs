namespace Xerotier.Routing;

/// <summary>One candidate of a decision.</summary>
/// <param name="AgentId">The agent.</param>
/// <param name="Scores">The thirteen scores in the order of <see cref="SignalNames"/>; NaN where unknown.</param>
/// <param name="Score">Their weighted geometric mean.</param>
/// <param name="MatchedBlocks">Leading blocks of the prompt that it holds.</param>
/// <param name="PredictedTtftMs">Predicted time to first token in ms.</param>
/// <param name="CostMs">What it would cost everybody in ms: what the affinity filter compares.</param>
/// <param name="IsKept">Whether the affinity filter kept it.</param>
public sealed record CandidateExplanation(
    Guid AgentId,
    IReadOnlyList<double> Scores,
    double Score,
    int MatchedBlocks,
    double PredictedTtftMs,
    double CostMs,
    bool IsKept);
