namespace Xerotier.Routing.Signals;

/// <summary>Reserved tokens relative to the busiest candidate; 1 for all when nobody has any.</summary>
internal sealed class InFlightTokens : ISignal
{
    public void Score(in ScoringContext context, Span<double> scores)
    {
        ReadOnlySpan<Candidate> candidates = context.Candidates;
        long most = 1;
        foreach (Candidate candidate in candidates)
        {
            most = Math.Max(most, candidate.ReservedTokens);
        }

        double perToken = 1.0 / most;
        for (int i = 0; i < candidates.Length; i++)
        {
            scores[i] = 1 - Math.Clamp(candidates[i].ReservedTokens * perToken, 0, 1);
        }
    }
}
