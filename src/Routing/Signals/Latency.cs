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
        ReadOnlySpan<double> ttft = context.Candidates.TtftMs.AsSpan(0, scores.Length);
        ReadOnlySpan<double> tpot = context.Candidates.TpotMs.AsSpan(0, scores.Length);
        int output = context.Request.ExpectedOutputTokens;
        double best = double.MaxValue;
        double yardstick = double.MaxValue;
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = ttft[i] + (tpot[i] * output);
            best = Math.Min(best, scores[i]);
            yardstick = Math.Min(yardstick, ttft[i]);
        }

        yardstick = Math.Max(yardstick, double.Epsilon);
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = yardstick / (yardstick + (scores[i] - best));
        }
    }
}
