namespace Xerotier.Routing.Signals;

/// <summary>1 for an agent seen just now, falling to 0 at the age at which it counts as disconnected.</summary>
internal sealed class HeartbeatFreshness : ISignal
{
    public void Score(in ScoringContext context, Span<double> scores)
    {
        for (int i = 0; i < scores.Length; i++)
        {
            double age = context.Request.NowMs - context.View.LastSeenMs[context.Candidates[i].Agent];
            scores[i] = 1 - Math.Clamp(age / context.Policy.MaxSilenceMs, 0, 1);
        }
    }
}
