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
    /// What the pick would cost everybody, in ms: (TTFT + recompute cost * KV use * own prefill + far region) * tries.
    /// Blocks that are computed anew drive others out of a full cache, which are then computed anew; a far region and
    /// likely retries are time too.
    /// </summary>
    /// <param name="policy">What counts how much.</param>
    /// <param name="proximity">How near the agent's region is, 0 to 1.</param>
    /// <param name="kvUsage">Share of its KV cache in use; NaN when unknown, then half.</param>
    /// <param name="errorRate">Share of recent requests it failed; NaN when unknown.</param>
    public double Cost(RoutePolicy policy, double proximity, double kvUsage, double errorRate)
    {
        double pressure = double.IsNaN(kvUsage) ? UnknownKvUsage : kvUsage;
        double cost = TtftMs + (policy.RecomputeCost * pressure * PrefillMs) + (policy.FarRegionMs * (1 - proximity));
        return errorRate > 0 ? cost * Math.Min(MaxTries, 1 / (1 - Math.Min(errorRate, 1))) : cost;
    }
}
