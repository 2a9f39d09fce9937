namespace Xerotier.Routing.Signals;

/// <summary>
/// <c>latency</c> = t / (t + own - best), where own is the predicted TTFT + TPOT * expected output of the candidate,
/// best the smallest of those and t the smallest predicted TTFT: the yardstick is the wait that can be chosen, not
/// the length of the answer. Inputs: latency estimates, backlog, matched blocks. Range above 0 to 1 (the best);
/// unchanged when all times grow alike.
/// </summary>
internal sealed class Latency : ISignal
{
    public void Score(in ScoringContext context, Span<double> scores)
    {
        double[] total = context.Candidates.TotalMs;
        double best = context.Candidates.BestTotalMs;
        double yardstick = Math.Max(context.Candidates.BestTtftMs, double.Epsilon);
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = yardstick / (yardstick + (total[i] - best));
        }
    }
}
