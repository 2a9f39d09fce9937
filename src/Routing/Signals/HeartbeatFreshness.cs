namespace Xerotier.Routing.Signals;

/// <summary>
/// <c>heartbeat_freshness</c> = 1 up to an age of three heartbeat intervals, then falling in a straight line to 0 at
/// the age at which an agent counts as away (30 s). Input: last sign of life.
/// </summary>
internal sealed class HeartbeatFreshness : ISignal
{
    private const int FreshIntervals = 3;

    public void Score(in ScoringContext context, Span<double> scores)
    {
        long now = context.Request.NowMs;
        double away = context.Policy.MaxSilenceMs;
        double fresh = Math.Min(FreshIntervals * context.Policy.HeartbeatInterval.TotalMilliseconds, away - 1);
        double perMs = 1 / (away - fresh);
        long[] lastSeen = context.View.LastSeenMs;
        int[] agents = context.Candidates.Agents;
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = 1 - Math.Clamp((now - lastSeen[agents[i]] - fresh) * perMs, 0, 1);
        }
    }
}
