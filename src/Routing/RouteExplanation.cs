namespace Xerotier.Routing;

/// <summary>Why a decision came out as it did.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Pick">The pick; empty unless routed.</param>
/// <param name="Explored">Whether the pick ignored the scores to learn.</param>
/// <param name="Sharpness">Power to which scores were raised.</param>
/// <param name="Weights">What each signal counted, in the order of <see cref="SignalNames"/>; they add up to 1.</param>
/// <param name="Rejected">How many agents were left out, by reason.</param>
/// <param name="Candidates">Who was scored, the most likely first.</param>
public sealed record RouteExplanation(
    RouteVerdict Verdict,
    Guid Pick,
    bool Explored,
    double Sharpness,
    IReadOnlyList<double> Weights,
    IReadOnlyDictionary<string, int> Rejected,
    IReadOnlyList<CandidateExplanation> Candidates);
