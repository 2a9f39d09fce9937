namespace Xerotier.Routing.Signals;

/// <summary>
/// One reason to prefer an agent. Every score is in [0, 1], higher is better; NaN says that the input is unknown, and
/// leaves the signal out for that candidate.
/// </summary>
internal interface ISignal
{
    /// <summary>Scores each candidate; writes every element of <paramref name="scores"/>.</summary>
    void Score(in ScoringContext context, Span<double> scores);
}
