namespace Xerotier.Routing.Signals;

/// <summary>Share of the KV cache that is free; half when unknown.</summary>
internal sealed class KvPressure : ISignal
{
    public void Score(in ScoringContext context, Span<double> scores)
    {
        double[] usage = context.View.KvUsage;
        for (int i = 0; i < scores.Length; i++)
        {
            double used = usage[context.Candidates[i].Agent];
            scores[i] = double.IsNaN(used) ? 0.5 : 1 - Math.Clamp(used, 0, 1);
        }
    }
}
