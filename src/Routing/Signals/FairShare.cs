namespace Xerotier.Routing.Signals;

/// <summary>
/// <c>fair_share</c> = min(1, fair / used), where used is the part of the agent's reserved tokens that this project
/// holds and fair is 1 / projects with requests in flight. Input: what this silo placed, exact leases. Range above 0
/// (this project alone fills an agent that others want too) to 1; 1 while only one project is active.
/// </summary>
internal sealed class FairShare : ISignal
{
    public void Score(in ScoringContext context, Span<double> scores)
    {
        if (context.ActiveProjects <= 1)
        {
            scores.Fill(1);
            return;
        }

        int[] slots = context.View.Slots;
        int[] agents = context.Candidates.Agents;
        double[] reserved = context.Candidates.ReservedTokens;
        for (int i = 0; i < scores.Length; i++)
        {
            int slot = slots[agents[i]];
            double project = slot < context.ProjectTokens.Length ? context.ProjectTokens[slot] : 0;
            double fair = Math.Max(reserved[i], project) / context.ActiveProjects;
            scores[i] = project <= fair ? 1 : fair / project;
        }
    }
}
