using System.Diagnostics;
using System.Numerics;
using Xerotier.Routing.Fleet;
using Xerotier.Routing.Picking;
using Xerotier.Routing.Prefixes;
using Xerotier.Routing.Signals;

namespace Xerotier.Routing;

/// <summary>The last steps of a decision: affinity filter, scores, weighted random or exploring pick.</summary>
internal sealed class Pick(RoutePolicy policy, Xoshiro256 random)
{
    /// <summary>Candidates that are scored at most; of more, the nearest ones and a random sample.</summary>
    private const int MaxScored = 128;

    /// <summary>Exploration takes candidates whose predicted TTFT is at most this many times the best ...</summary>
    private const double ExploreTtftFactor = 2;

    /// <summary>... and this many ms, ...</summary>
    private const double ExploreTtftSlackMs = 50;

    /// <summary>... that hold at most this share of the prompt less than the best, ...</summary>
    private const double ExploreMatchSlack = 0.1;

    /// <summary>... and whose KV cache is not fuller than this.</summary>
    private const double ExploreKvLimit = 0.85;

    private readonly CompositeScore _composite = new();
    private readonly double[][] _columns = new double[SignalSet.All.Length][];
    private double[] _logs = [];
    private double[] _weights = [];
    private double[] _uniforms = [];

    /// <summary>The thirteen scores of one candidate of an explained decision. Allocates.</summary>
    public double[] ScoresOf(int candidate) => [.. _columns.Select(column => column[candidate])];

    /// <summary>What they come to.</summary>
    public double ScoreOf(int candidate) => Math.Exp(_logs[candidate]);

    /// <summary>
    /// Now and then, and never for requests with a wish, chooses uniformly among the candidates that are worth a try.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="candidates">Candidates.</param>
    /// <param name="view">The pool.</param>
    /// <param name="index">The choice, or -1.</param>
    /// <returns>False when the draw says no, or when only one is worth it and so there is nothing to learn.</returns>
    public bool TryExplore(in RouteRequest request, Candidates candidates, FleetView view, out int index)
    {
        index = -1;
        double exploration = double.IsNaN(request.Exploration) ? policy.Exploration : request.Exploration;
        if (exploration <= 0 || request.HasSlo || random.NextDouble() >= exploration)
        {
            return false;
        }

        double slowest = (candidates.BestTtftMs * ExploreTtftFactor) + ExploreTtftSlackMs;
        double least = candidates.MostMatchedBlocks - (ExploreMatchSlack * request.PromptBlocks.Length);
        int count = 0;
        int choice = -1;
        for (int i = 0; i < candidates.Count; i++)
        {
            // Where a pick of ours is unanswered, the figures are guesses already.
            int agent = candidates.Agents[i];
            bool sensible = candidates.TtftMs[i] <= slowest
                && candidates.MatchedBlocks[i] >= least
                && !(view.KvUsage[agent] > ExploreKvLimit)
                && view.Loads[agent].PendingLeases == 0;
            if (sensible && random.NextInt(++count) == 0)
            {
                choice = i;
            }
        }

        index = count > 1 ? choice : -1;
        return count > 1;
    }

    /// <summary>
    /// The affinity filter: moves candidates that cost at most a little more than the cheapest to the front. As
    /// prefill is counted more than once, that keeps to those who hold the prompt until waiting for them costs more
    /// than the work they save.
    /// </summary>
    public void Filter(Candidates candidates, int[] regions, ReadOnlySpan<double> proximities)
    {
        double limit = candidates.BestCost + (policy.AffinitySlack * candidates.BestTtftMs);
        (double first, double next) = (double.PositiveInfinity, double.PositiveInfinity);
        int kept = 0;
        for (int i = 0; i < candidates.Count; i++)
        {
            double cost = candidates.Costs[i];
            if (cost < next)
            {
                (first, next) = cost < first ? (cost, first) : (first, cost);
            }

            if (cost <= limit)
            {
                candidates.Swap(kept++, i);
            }
        }

        candidates.NextCost = next;
        candidates.Kept = kept <= MaxScored ? kept : Thin(candidates, kept, regions, proximities);
    }

    /// <summary>Scores the candidates that were kept; all of them for an explained decision.</summary>
    public void Score(in ScoringContext context)
    {
        int count = context.Request.Explain ? context.Candidates.Count : context.Candidates.Kept;
        Grow(count);
        for (int i = 0; i < _columns.Length; i++)
        {
            if (policy.Weights[i] > 0 || context.Request.Explain)
            {
                SignalSet.All[i].Score(context, _columns[i].AsSpan(0, count));
            }
        }

        _composite.Combine(_columns, policy.Weights, _logs.AsSpan(0, count));
    }

    /// <summary>
    /// Chooses one of the candidates that were kept by A-Res over score^sharpness. While some block of the prompt is
    /// new to all of them, its name takes the place of chance: routers that cannot know yet of each other's picks
    /// send prompts that begin alike to one agent, and the new blocks are computed and held once.
    /// </summary>
    public int Choose(in RouteRequest request, Candidates candidates, ulong[] agentKeys)
    {
        int kept = candidates.Kept;
        Span<double> weights = _weights.AsSpan(0, kept);
        Sharpen(_logs.AsSpan(0, kept), SharpnessOf(request), weights);
        if (candidates.MostMatchedBlocks < request.PromptBlocks.Length)
        {
            ulong block = Fingerprint.Of(request.PromptBlocks[candidates.MostMatchedBlocks]);
            for (int i = 0; i < kept; i++)
            {
                _uniforms[i] = Fingerprint.Uniform(block, agentKeys[candidates.Agents[i]]);
            }

            return WeightedPick.PickBy(_uniforms.AsSpan(0, kept), weights);
        }

        return WeightedPick.TryPick(weights, random, out int index)
            ? index
            : throw new UnreachableException("There is at least one candidate.");
    }

    /// <summary>Power to which the scores of a request are raised.</summary>
    public double SharpnessOf(in RouteRequest request) => double.IsNaN(request.Sharpness)
        ? policy.Sharpness
        : Math.Clamp(request.Sharpness, 1, RoutePolicy.MaxSharpness);

    private int Thin(Candidates candidates, int kept, int[] regions, ReadOnlySpan<double> proximities)
    {
        double nearest = 0;
        for (int i = 0; i < kept; i++)
        {
            nearest = Math.Max(nearest, proximities[regions[candidates.Agents[i]]]);
        }

        int near = 0;
        for (int i = 0; i < kept; i++)
        {
            if (proximities[regions[candidates.Agents[i]]] >= nearest)
            {
                candidates.Swap(near++, i);
            }
        }

        // The nearest fill the places first; chance decides within the group that does not fit.
        (int first, int end) = near >= MaxScored ? (0, near) : (near, kept);
        for (int i = first; i < MaxScored; i++)
        {
            candidates.Swap(i, i + random.NextInt(end - i));
        }

        return MaxScored;
    }

    private void Grow(int count)
    {
        if (_logs.Length >= count)
        {
            return;
        }

        (_logs, _weights, _uniforms) = (new double[count], new double[count], new double[count]);
        for (int i = 0; i < _columns.Length; i++)
        {
            _columns[i] = new double[count];
        }
    }

    private static void Sharpen(ReadOnlySpan<double> logs, double sharpness, Span<double> weights)
    {
        double best = double.MinValue;
        foreach (double log in logs)
        {
            best = Math.Max(best, log);
        }

        int i = 0;
        for (; i <= logs.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            Vector<double> power = (new Vector<double>(logs[i..]) - new Vector<double>(best)) * sharpness;
            Vector.Exp(power).CopyTo(weights[i..]);
        }

        for (; i < logs.Length; i++)
        {
            weights[i] = Math.Exp((logs[i] - best) * sharpness);
        }
    }
}
