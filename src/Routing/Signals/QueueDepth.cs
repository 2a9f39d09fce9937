namespace Xerotier.Routing.Signals;

/// <summary>Share of the agent's capacity that neither leases nor its backend's own queue take.</summary>
internal sealed class QueueDepth : ISignal
{
    public void Score(in ScoringContext context, Span<double> scores)
    {
        for (int i = 0; i < scores.Length; i++)
        {
            Candidate candidate = context.Candidates[i];
            double depth = candidate.Leases + context.View.Waiting[candidate.Agent];
            scores[i] = 1 - Math.Clamp(depth / Math.Max(context.View.Capacities[candidate.Agent], 1), 0, 1);
        }
    }
}
