namespace Xerotier.Routing.Latency;

/// <summary>
/// Learns the speed of one agent with one model from what requests experienced; microseconds a sample, no storage.
/// Owned by whoever sees the outcomes (the agent's grain), so that all routers share one calibrated
/// <see cref="Estimate"/>. Not thread-safe.
/// </summary>
public sealed class LatencyModel
{
    /// <summary>About the last hundred samples count.</summary>
    private const double Keep = 0.99;

    private const double UsualTokens = 4_000;
    private const double UsualRunning = 16;

    /// <summary>Faster than any hardware; keeps a lucky streak of full cache hits from promising infinity.</summary>
    private const double LeastMsPerToken = 0.001;

    /// <summary>A first token that took longer than this many times what was predicted counts as so many.</summary>
    private const double MostSurprise = 3;

    private const double SurpriseSlackMs = 50;

    /// <summary>Above this KV use requests may have waited for room, which says nothing of the speed.</summary>
    private const double CrowdedKvUsage = 0.9;

    private readonly DecayingLine _ttft;
    private readonly DecayingLine _tpot;

    /// <summary>Starts from what is assumed, e.g. the mean of other agents with the model.</summary>
    public LatencyModel(LatencyEstimate prior)
    {
        _ttft = new DecayingLine(prior.BaseMs, prior.MsPerToken, UsualTokens, Keep);
        _tpot = new DecayingLine(prior.StepMs, prior.StepMsPerRunning, UsualRunning, Keep);
        Estimate = prior;
    }

    /// <summary>What is known now.</summary>
    public LatencyEstimate Estimate { get; private set; }

    /// <summary>Requests whose first token was seen.</summary>
    public long Samples { get; private set; }

    /// <summary>Requests whose time per output token was seen.</summary>
    public long Ends { get; private set; }

    /// <summary>
    /// Learns from a first token. Waits for room in the KV cache are kept out as far as they are known, and outliers
    /// are cut: speed is a property of hardware, and an agent that is thought slow after a minute of overload gets no
    /// more requests from which the error could be seen.
    /// </summary>
    /// <param name="workTokens">Prompt tokens that waited ahead plus the request's own uncached ones.</param>
    /// <param name="ttftMs">Time to the first token in ms.</param>
    /// <param name="kvUsage">Share of the KV cache in use then; NaN when unknown.</param>
    public void ObserveFirstToken(long workTokens, double ttftMs, double kvUsage = double.NaN)
    {
        Samples++;
        if (kvUsage > CrowdedKvUsage)
        {
            return;
        }

        double predicted = Estimate.BaseMs + (Estimate.MsPerToken * workTokens);
        _ttft.Observe(workTokens, Math.Min(ttftMs, (predicted * MostSurprise) + SurpriseSlackMs));
        Estimate = Estimate with
        {
            BaseMs = _ttft.Intercept,
            MsPerToken = Math.Max(LeastMsPerToken, _ttft.Slope),
        };
    }

    /// <summary>Learns from the end of an answer.</summary>
    /// <param name="running">Requests that ran beside it, itself included.</param>
    /// <param name="tpotMs">Mean time per output token after the first in ms.</param>
    public void ObserveEnd(int running, double tpotMs)
    {
        Ends++;
        _tpot.Observe(running, tpotMs);
        Estimate = Estimate with { StepMs = _tpot.Intercept, StepMsPerRunning = _tpot.Slope };
    }
}
