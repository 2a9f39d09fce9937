using System.Numerics;
using System.Runtime.CompilerServices;

namespace Xerotier.Routing;

/// <summary>
/// What a request is taken to meet on some agents, one a lane: arithmetic on thousands of agents is done by whole
/// vectors.
/// </summary>
/// <param name="TtftMs">Time to first token in ms: base, waiting prompts, own prefill.</param>
/// <param name="TpotMs">Time per output token in ms.</param>
/// <param name="TotalMs">Time for the whole answer in ms.</param>
/// <param name="PrefillMs">Of which own prefill.</param>
internal readonly record struct Prediction(
    Vector<double> TtftMs, Vector<double> TpotMs, Vector<double> TotalMs, Vector<double> PrefillMs)
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
    /// <param name="speed">How fast the agents serve the model.</param>
    /// <param name="backlogMs">Milliseconds of prompts that wait there.</param>
    /// <param name="running">Requests that will run there, this one included.</param>
    /// <param name="uncached">Prompt tokens that they must process.</param>
    /// <param name="output">Output tokens expected.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Prediction Of(
        in SpeedLanes speed, Vector<double> backlogMs, Vector<double> running, Vector<double> uncached, double output)
    {
        Vector<double> prefill = uncached * speed.MsPerToken;
        Vector<double> ttft = speed.BaseMs + backlogMs + prefill;
        Vector<double> tpot = speed.StepMs + (speed.StepMsPerRunning * running);
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
    /// <param name="kvShare">See <see cref="ShareOf"/>.</param>
    /// <param name="farMs">What the agents' regions cost, in ms.</param>
    /// <param name="tries">See <see cref="TriesOf"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<double> Cost(
        RoutePolicy policy, Vector<double> running, double output, Vector<double> promptMs, Vector<double> kvShare,
        Vector<double> farMs, Vector<double> tries)
    {
        Vector<double> slowdown = TpotMs * output * running / (new Vector<double>(DoublingBatch) + running);
        Vector<double> cost = TtftMs
            + (policy.RecomputeCost * kvShare * PrefillMs)
            + (policy.SlowdownCost * slowdown)
            + (policy.CrowdingCost * Crowding(kvShare) * promptMs)
            + farMs;
        return cost * tries;
    }

    /// <summary>Share of a KV cache in use, 0 to 1.</summary>
    /// <param name="kvUsage">As reported; NaN when unknown.</param>
    public static double ShareOf(double kvUsage) =>
        double.IsNaN(kvUsage) ? UnknownKvUsage : Math.Clamp(kvUsage, 0, 1);

    /// <summary>How often a request is tried on average until it succeeds, at most 20 times.</summary>
    /// <param name="errorRate">Share of recent requests that failed; NaN when unknown.</param>
    public static double TriesOf(double errorRate) =>
        errorRate > 0 ? Math.Min(MaxTries, 1 / (1 - Math.Min(errorRate, 1))) : 1;

    /// <summary>Eighth power: a KV cache is hardly a reason to go elsewhere before it is 80 % full.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Crowding(Vector<double> kvShare)
    {
        Vector<double> square = kvShare * kvShare;
        Vector<double> fourth = square * square;
        return fourth * fourth;
    }
}
