namespace Xerotier.Routing.Signals;

/// <summary>Reserved tokens relative to the busiest candidate; 1 for all when nobody has any.</summary>
internal sealed class InFlightTokens : ISignal
{
    public void Score(in ScoringContext context, Span<double> scores)
    {
        long most = 1;
        foreach (Candidate candidate in context.Candidates)
        {
            most = Math.Max(most, candidate.ReservedTokens);
        }

        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = 1 - Math.Max(context.Candidates[i].ReservedTokens, 0) / (double)most;
        }
    }
}
