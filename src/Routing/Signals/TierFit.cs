using System.Numerics;
using Xerotier.Routing.Tiers;

namespace Xerotier.Routing.Signals;

/// <summary>
/// <c>tier_fit</c> = priority of the request's tier / highest priority among the tiers that the agent serves: agents
/// that better tiers also want are left to those. Inputs: the table of tiers, the agent's tiers. Range 1/3 to 1.
/// </summary>
internal sealed class TierFit : ISignal
{
    public void Score(in ScoringContext context, Span<double> scores)
    {
        double wanted = ServiceTiers.All[context.Tier].Priority;
        uint[] tiers = context.View.TierSets;
        int[] agents = context.Candidates.Agents;
        for (int i = 0; i < scores.Length; i++)
        {
            // Tiers are in order of priority, so the highest bit is the best.
            int best = BitOperations.Log2(tiers[agents[i]] | (1u << context.Tier));
            scores[i] = wanted / ServiceTiers.All[best].Priority;
        }
    }
}
