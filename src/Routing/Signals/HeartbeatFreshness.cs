namespace Xerotier.Routing.Signals;

/// <summary>1 for an agent seen just now, falling to 0 at the age at which it counts as disconnected.</summary>
internal sealed class HeartbeatFreshness : ISignal
{
    public void Score(in ScoringContext context, Span<double> scores)
    {
        long now = context.Request.NowMs;
        double perMs = 1.0 / context.Policy.MaxSilenceMs;
        long[] lastSeen = context.View.LastSeenMs;
        ReadOnlySpan<Candidate> candidates = context.Candidates;
        for (int i = 0; i < candidates.Length; i++)
        {
            scores[i] = 1 - Math.Clamp((now - lastSeen[candidates[i].Agent]) * perMs, 0, 1);
        }
    }
}
