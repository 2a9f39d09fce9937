namespace Xerotier.Routing.Signals;

/// <summary>1 for the wanted version (or when none is), half for an agent that does not say which it has.</summary>
internal sealed class ModelAffinity : ISignal
{
    public void Score(in ScoringContext context, Span<double> scores)
    {
        if (context.Request.Version is null)
        {
            scores.Fill(1);
            return;
        }

        string?[] versions = context.Model.Versions;
        ReadOnlySpan<Candidate> candidates = context.Candidates;
        for (int i = 0; i < candidates.Length; i++)
        {
            scores[i] = versions[candidates[i].Row] is null ? 0.5 : 1;
        }
    }
}
