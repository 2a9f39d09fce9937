namespace Xerotier.Routing.Signals;

/// <summary>
/// <c>slo_fit</c> = min(1, wanted TTFT / predicted TTFT, wanted TPOT / predicted TPOT). Inputs: the request's
/// headers, latency estimates. Range 0 (hopeless) to 1 (kept); 1 for all without a wish.
/// </summary>
internal sealed class SloFit : ISignal
{
    public void Score(in ScoringContext context, Span<double> scores)
    {
        scores.Fill(1);
        if (!double.IsNaN(context.Request.SloTtftMs))
        {
            Lower(scores, context.Candidates.TtftMs, context.Request.SloTtftMs);
        }

        if (!double.IsNaN(context.Request.SloTpotMs))
        {
            Lower(scores, context.Candidates.TpotMs, context.Request.SloTpotMs);
        }
    }

    private static void Lower(Span<double> scores, double[] predicted, double wanted)
    {
        for (int i = 0; i < scores.Length; i++)
        {
            if (predicted[i] > wanted)
            {
                scores[i] = Math.Min(scores[i], Math.Max(wanted, 0) / predicted[i]);
            }
        }
    }
}
