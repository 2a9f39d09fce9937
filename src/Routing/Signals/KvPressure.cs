namespace Xerotier.Routing.Signals;

/// <summary>Share of the KV cache that is free; half when unknown.</summary>
internal sealed class KvPressure : ISignal
{
    public void Score(in ScoringContext context, Span<double> scores)
    {
        double[] usage = context.View.KvUsage;
        ReadOnlySpan<Candidate> candidates = context.Candidates;
        for (int i = 0; i < candidates.Length; i++)
        {
            double used = usage[candidates[i].Agent];
            scores[i] = double.IsNaN(used) ? 0.5 : 1 - Math.Clamp(used, 0, 1);
        }
    }
}
