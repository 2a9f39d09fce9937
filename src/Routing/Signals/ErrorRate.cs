namespace Xerotier.Routing.Signals;

/// <summary>
/// <c>error_rate</c> = 1 - share of recent requests that the agent failed. Input: outcomes of leases. Range 0 (all
/// failed) to 1 (none); unknown for an agent without recent requests.
/// </summary>
internal sealed class ErrorRate : ISignal
{
    public void Score(in ScoringContext context, Span<double> scores)
    {
        double[] rates = context.View.ErrorRates;
        int[] agents = context.Candidates.Agents;
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = 1 - Math.Clamp(rates[agents[i]], 0, 1);
        }
    }
}
