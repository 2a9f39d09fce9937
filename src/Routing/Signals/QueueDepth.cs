namespace Xerotier.Routing.Signals;

/// <summary>
/// <c>queue_depth</c> = 1 - (leases + requests in the backend's own queue) / capacity. Inputs: exact leases,
/// heartbeat. Range 0 (as many as it takes at once, or more) to 1 (idle).
/// </summary>
internal sealed class QueueDepth : ISignal
{
    public void Score(in ScoringContext context, Span<double> scores)
    {
        int[] waiting = context.View.Waiting;
        int[] capacities = context.View.Capacities;
        int[] agents = context.Candidates.Agents;
        double[] leases = context.Candidates.Leases;
        for (int i = 0; i < scores.Length; i++)
        {
            int agent = agents[i];
            double depth = leases[i] + waiting[agent];
            scores[i] = 1 - Math.Clamp(depth / Math.Max(capacities[agent], 1), 0, 1);
        }
    }
}
