using Xerotier.Routing.Latency;

namespace Xerotier.Routing;

/// <summary>What a request is taken to meet on one agent.</summary>
/// <param name="TtftMs">Time to first token in ms: base, waiting prompts, own prefill.</param>
/// <param name="TpotMs">Time per output token in ms.</param>
/// <param name="TotalMs">Time for the whole answer in ms.</param>
/// <param name="PrefillMs">Of which own prefill.</param>
internal readonly record struct Prediction(double TtftMs, double TpotMs, double TotalMs, double PrefillMs)
{
    /// <summary>An agent that fails everything costs this many times as much.</summary>
    private const double MaxTries = 20;

    private const double UnknownKvUsage = 0.5;

    /// <summary>
    /// Running requests at which a batch step takes about twice as long as for one. Learned slopes are too noisy for
    /// this; the figure of real engines lies between 50 and 200.
    /// </summary>
    private const double DoublingBatch = 100;

    /// <summary>Predicts.</summary>
    /// <param name="speed">The agent's speed with the model.</param>
    /// <param name="backlogMs">Milliseconds of prompts that wait there.</param>
    /// <param name="running">Requests that will run there, this one included.</param>
    /// <param name="uncached">Prompt tokens that it must process.</param>
    /// <param name="output">Output tokens expected.</param>
    public static Prediction Of(
        in LatencyEstimate speed, double backlogMs, int running, int uncached, int output)
    {
        double prefill = uncached * speed.MsPerToken;
        double ttft = speed.BaseMs + backlogMs + prefill;
        double tpot = speed.StepMs + (speed.StepMsPerRunning * running);
        return new Prediction(ttft, tpot, ttft + (tpot * output), prefill);
    }

    /// <summary>
    /// What the pick would cost everybody, in ms: (TTFT + recompute + slowdown + crowding + far region) * tries.
    /// Recompute: blocks that are computed anew drive others out of a full cache, which are then computed anew.
    /// Slowdown: the answer makes every step of those that run beside it longer. Crowding: a full KV cache makes
    /// requests wait. A far region and likely retries are time too. See docs/internals/routing.md.
    /// </summary>
    /// <param name="policy">What counts how much.</param>
    /// <param name="running">Requests that will run there, this one included.</param>
    /// <param name="output">Output tokens expected.</param>
    /// <param name="promptMs">Prefill of the whole prompt there, in ms.</param>
    /// <param name="kvUsage">Share of the KV cache in use; NaN when unknown.</param>
    /// <param name="proximity">How near the agent's region is, 0 to 1.</param>
    /// <param name="errorRate">Share of recent requests it failed; NaN when unknown.</param>
    public double Cost(
        RoutePolicy policy, int running, int output, double promptMs, double kvUsage, double proximity,
        double errorRate)
    {
        double slowdown = TpotMs * output * running / (DoublingBatch + running);
        double usage = double.IsNaN(kvUsage) ? UnknownKvUsage : Math.Clamp(kvUsage, 0, 1);
        double cost = TtftMs
            + (policy.RecomputeCost * usage * PrefillMs)
            + (policy.SlowdownCost * slowdown)
            + (policy.CrowdingCost * Power(usage) * promptMs)
            + (policy.FarRegionMs * (1 - proximity));
        return errorRate > 0 ? cost * Math.Min(MaxTries, 1 / (1 - Math.Min(errorRate, 1))) : cost;
    }

    /// <summary>Eighth power: a KV cache is hardly a reason to go elsewhere before it is 80 % full.</summary>
    private static double Power(double share)
    {
        double square = share * share;
        double fourth = square * square;
        return fourth * fourth;
    }
}
