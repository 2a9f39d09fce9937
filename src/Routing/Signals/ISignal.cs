namespace Xerotier.Routing.Signals;

/// <summary>One reason to prefer an agent. Every score is in [0, 1], higher is better.</summary>
internal interface ISignal
{
    /// <summary>Scores each candidate; writes every element of <paramref name="scores"/>.</summary>
    void Score(in ScoringContext context, Span<double> scores);
}
