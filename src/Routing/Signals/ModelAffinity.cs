namespace Xerotier.Routing.Signals;

/// <summary>1 for the wanted version (or when none is), half for an agent that does not say which it has.</summary>
internal sealed class ModelAffinity : ISignal
{
    public void Score(in ScoringContext context, Span<double> scores)
    {
        bool any = context.Request.Version is null;
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = any || context.Model.Versions[context.Candidates[i].Row] is not null ? 1 : 0.5;
        }
    }
}
