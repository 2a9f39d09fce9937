namespace Xerotier.Routing.Signals;

/// <summary>Share of the agent's capacity that neither leases nor its backend's own queue take.</summary>
internal sealed class QueueDepth : ISignal
{
    public void Score(in ScoringContext context, Span<double> scores)
    {
        int[] waiting = context.View.Waiting;
        int[] capacities = context.View.Capacities;
        ReadOnlySpan<Candidate> candidates = context.Candidates;
        for (int i = 0; i < candidates.Length; i++)
        {
            int agent = candidates[i].Agent;
            double depth = candidates[i].Leases + waiting[agent];
            scores[i] = 1 - Math.Clamp(depth / Math.Max(capacities[agent], 1), 0, 1);
        }
    }
}
