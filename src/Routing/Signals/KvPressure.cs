namespace Xerotier.Routing.Signals;

/// <summary>
/// <c>kv_pressure</c> = 1 - share of the KV cache in use. Input: heartbeat. Range 0 (full) to 1 (empty); unknown for
/// a backend without the figure.
/// </summary>
internal sealed class KvPressure : ISignal
{
    public void Score(in ScoringContext context, Span<double> scores)
    {
        double[] usage = context.View.KvUsage;
        int[] agents = context.Candidates.Agents;
        for (int i = 0; i < scores.Length; i++)
        {
            // Clamp keeps NaN.
            scores[i] = 1 - Math.Clamp(usage[agents[i]], 0, 1);
        }
    }
}
