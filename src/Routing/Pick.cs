using System.Diagnostics;
using System.Numerics;
using Xerotier.Routing.Picking;

namespace Xerotier.Routing;

/// <summary>The last steps of a decision: affinity filter, then an exploring or a weighted random pick.</summary>
internal sealed class Pick(RoutePolicy policy, Xoshiro256 random)
{
    /// <summary>Exploration takes candidates whose predicted TTFT is at most this many times the best ...</summary>
    private const double ExploreTtftFactor = 2;

    /// <summary>... and this many ms, ...</summary>
    private const double ExploreTtftSlackMs = 50;

    /// <summary>... that hold at most this share of the prompt less than the best, ...</summary>
    private const double ExploreMatchSlack = 0.1;

    /// <summary>... and have more of their KV cache free than this leaves.</summary>
    private const double ExploreKvLimit = 0.85;

    private double[] _weights = [];

    /// <summary>Whether the affinity filter kept a candidate of the last pick.</summary>
    public bool IsKept(int candidate) => _weights[candidate] > 0;

    /// <summary>Chooses one of the candidates.</summary>
    /// <param name="request">The request.</param>
    /// <param name="candidates">At least one.</param>
    /// <param name="costs">What each would cost, in ms, see <see cref="RoutePolicy.RecomputeCost"/>.</param>
    /// <param name="logs">Logarithm of each one's score.</param>
    /// <param name="kvUsage">KV use by position in the view.</param>
    /// <param name="explored">Whether the scores were ignored.</param>
    public int Choose(
        in RouteRequest request, Candidates candidates, ReadOnlySpan<double> costs, ReadOnlySpan<double> logs,
        double[] kvUsage, out bool explored)
    {
        int count = candidates.Count;
        if (_weights.Length < count)
        {
            _weights = new double[count];
        }

        Span<double> weights = _weights.AsSpan(0, count);
        double exploration = double.IsNaN(request.Exploration) ? policy.Exploration : request.Exploration;
        explored = exploration > 0 && !request.HasSlo && random.NextDouble() < exploration
            && MarkSensible(candidates, kvUsage, weights) > 1;
        if (!explored)
        {
            Weigh(request, costs, logs, weights);
        }

        return WeightedPick.TryPick(weights, random, out int index)
            ? index
            : throw new UnreachableException("There is at least one candidate.");
    }

    /// <summary>
    /// Affinity filter and sharpening: a candidate that costs clearly more than the cheapest has no chance; the others
    /// have score^sharpness.
    /// </summary>
    private void Weigh(
        in RouteRequest request, ReadOnlySpan<double> costs, ReadOnlySpan<double> logs, Span<double> weights)
    {
        double sharpness = double.IsNaN(request.Sharpness)
            ? policy.Sharpness
            : Math.Clamp(request.Sharpness, 1, RoutePolicy.MaxSharpness);
        double cheapest = double.MaxValue;
        for (int i = 0; i < weights.Length; i++)
        {
            cheapest = Math.Min(cheapest, costs[i]);
        }

        double limit = cheapest * (1 + policy.AffinitySlack);
        double best = double.MinValue;
        for (int i = 0; i < weights.Length; i++)
        {
            best = costs[i] <= limit ? Math.Max(best, logs[i]) : best;
        }

        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = (logs[i] - best) * sharpness;
        }

        Exponentiate(weights);
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = costs[i] <= limit ? weights[i] : 0;
        }
    }

    private static void Exponentiate(Span<double> values)
    {
        int i = 0;
        for (; i <= values.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            Vector.Exp(new Vector<double>(values[i..])).CopyTo(values[i..]);
        }

        for (; i < values.Length; i++)
        {
            values[i] = Math.Exp(values[i]);
        }
    }

    /// <summary>Gives equal weight to who is worth exploring, none to the rest.</summary>
    /// <returns>How many are.</returns>
    private static int MarkSensible(Candidates candidates, double[] kvUsage, Span<double> weights)
    {
        double quickest = double.MaxValue;
        double match = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            quickest = Math.Min(quickest, candidates.TtftMs[i]);
            match = Math.Max(match, candidates.Matches[i]);
        }

        double slowest = (quickest * ExploreTtftFactor) + ExploreTtftSlackMs;
        int count = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            bool sensible = candidates.TtftMs[i] <= slowest
                && candidates.Matches[i] >= match - ExploreMatchSlack
                && !(kvUsage[candidates.Agents[i]] > ExploreKvLimit);
            weights[i] = sensible ? 1 : 0;
            count += sensible ? 1 : 0;
        }

        return count;
    }
}
