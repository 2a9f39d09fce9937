namespace Xerotier.Routing.Signals;

/// <summary>
/// <c>in_flight_tokens</c> = (least + own) / (tokens + own): tokens reserved on the agent against those on the
/// candidate with the least, each with the request itself added. Inputs: exact leases, the request's size. Range
/// above 0 (far more than the least) to 1 (the least); unchanged when all figures grow alike.
/// </summary>
internal sealed class InFlightTokens : ISignal
{
    public void Score(in ScoringContext context, Span<double> scores)
    {
        double[] tokens = context.Candidates.ReservedTokens;
        double own = Math.Max(1, context.Request.PromptTokens + (double)context.Request.ExpectedOutputTokens);
        double lowest = Math.Max(0, context.Candidates.LeastReserved) + own;
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = lowest / (Math.Max(0, tokens[i]) + own);
        }
    }
}
