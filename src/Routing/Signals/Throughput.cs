namespace Xerotier.Routing.Signals;

/// <summary>
/// <c>throughput</c> = output tokens a second that the agent was seen to make / those of the fastest candidate. Input:
/// heartbeats. Range above 0 to 1 (the fastest); unknown for a backend without the figure.
/// </summary>
internal sealed class Throughput : ISignal
{
    public void Score(in ScoringContext context, Span<double> scores)
    {
        double[] rates = context.View.Throughputs;
        int[] agents = context.Candidates.Agents;
        double fastest = context.Candidates.FastestThroughput;
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = fastest > 0 ? Math.Max(0, rates[agents[i]]) / fastest : double.NaN;
        }
    }
}
