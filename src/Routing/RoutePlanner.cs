using System.Diagnostics;
using System.Numerics;
using System.Text;
using Xerotier.Routing.Fleet;
using Xerotier.Routing.Picking;
using Xerotier.Routing.Signals;

namespace Xerotier.Routing;

/// <summary>
/// Filter, score, pick. Own agents come first: shared ones are looked at only when no own agent can serve now.
/// Allocates nothing once its buffers have grown to the pool's size. Not thread-safe: one planner a router.
/// </summary>
/// <param name="policy">Settings.</param>
/// <param name="random">Source of randomness.</param>
public sealed class RoutePlanner(RoutePolicy policy, Xoshiro256 random)
{
    /// <summary>Exploration considers candidates with at least this share of the best score.</summary>
    private const double SensibleShare = 0.5;

    /// <summary>
    /// Candidates that are scored at most; of more, a uniform sample is. The best of 128 is hardly worse than the best
    /// of all, and the time for a decision no longer grows with every signal times every agent.
    /// </summary>
    private const int MaxScored = 128;

    private readonly int[] _rejections = new int[(int)Rejection.Full + 1];
    private Candidate[] _candidates = [];
    private double[] _scores = [];
    private double[] _column = [];
    private int _count;

    /// <summary>Decides one request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="own">The project's pool.</param>
    /// <param name="shared">The shared pool; null when it is not consulted.</param>
    public RouteDecision Plan(in RouteRequest request, FleetView own, FleetView? shared)
    {
        Array.Clear(_rejections);
        if (TryPick(request, request.OwnTier, own, out RouteDecision decision))
        {
            return decision;
        }

        if (shared is not null && TryPick(request, request.SharedTier, shared, out decision))
        {
            return decision;
        }

        bool warming = own.IsWarming || shared is { IsWarming: true };
        return new RouteDecision(Judge(warming), Guid.Empty, 0, null);
    }

    /// <summary>Why the last plan came out as it did, for people. Allocates.</summary>
    public string Explain()
    {
        var text = new StringBuilder().Append("candidates=").Append(_rejections[0]);
        for (int i = 1; i < _rejections.Length; i++)
        {
            if (_rejections[i] > 0)
            {
                text.Append($" {(Rejection)i}={_rejections[i]}".ToLowerInvariant());
            }
        }

        return text.ToString();
    }

    private bool TryPick(in RouteRequest request, int tier, FleetView view, out RouteDecision decision)
    {
        decision = default;
        _count = 0;
        if (tier < 0 || view.FindModel(request.Model) is not { } model)
        {
            return false;
        }

        Filter(request, tier, view, model);
        if (_count == 0)
        {
            return false;
        }

        Thin();
        ReadLoads(view);
        Score(request, view, model);
        Candidate pick = _candidates[Pick(request)];
        decision = new RouteDecision(
            RouteVerdict.Routed, view.Ids[pick.Agent], pick.Leases, view.Loads[pick.Agent]);
        return true;
    }

    private void Filter(in RouteRequest request, int tier, FleetView view, ModelColumns model)
    {
        if (_candidates.Length < model.Agents.Length)
        {
            int size = model.Agents.Length;
            (_candidates, _scores, _column) = (new Candidate[size], new double[size], new double[size]);
        }

        for (int row = 0; row < model.Agents.Length; row++)
        {
            int agent = model.Agents[row];
            if (_count > 0 && _candidates[_count - 1].Agent == agent)
            {
                continue;
            }

            Rejection rejection = CandidateFilter.Check(request, tier, policy.MaxSilenceMs, view, model, row);
            _rejections[(int)rejection]++;
            if (rejection == Rejection.None)
            {
                _candidates[_count++] = new Candidate(agent, row, Leases: 0, ReservedTokens: 0);
            }
        }
    }

    private void Thin()
    {
        if (_count <= MaxScored)
        {
            return;
        }

        for (int i = 0; i < MaxScored; i++)
        {
            int other = i + random.NextInt(_count - i);
            (_candidates[i], _candidates[other]) = (_candidates[other], _candidates[i]);
        }

        _count = MaxScored;
    }

    private void ReadLoads(FleetView view)
    {
        foreach (ref Candidate candidate in _candidates.AsSpan(0, _count))
        {
            LiveLoad load = view.Loads[candidate.Agent];
            candidate = candidate with { Leases = load.Leases, ReservedTokens = load.ReservedTokens };
        }
    }

    private void Score(in RouteRequest request, FleetView view, ModelColumns model)
    {
        Span<double> scores = _scores.AsSpan(0, _count);
        Span<double> column = _column.AsSpan(0, _count);
        scores.Clear();
        var context = new ScoringContext
        {
            Request = request,
            Policy = policy,
            View = view,
            Model = model,
            Candidates = _candidates.AsSpan(0, _count),
        };
        foreach (WeightedSignal weighted in policy.Signals)
        {
            weighted.Signal.Score(context, column);
            AddWeighted(scores, column, weighted.Weight);
        }
    }

    private static void AddWeighted(Span<double> scores, ReadOnlySpan<double> column, double weight)
    {
        int i = 0;
        for (; i <= scores.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            Vector<double> sum = new Vector<double>(scores[i..]) + (new Vector<double>(column[i..]) * weight);
            sum.CopyTo(scores[i..]);
        }

        for (; i < scores.Length; i++)
        {
            Debug.Assert(column[i] is >= 0 and <= 1, "A signal left its range.");
            scores[i] += column[i] * weight;
        }
    }

    private int Pick(in RouteRequest request)
    {
        Span<double> scores = _scores.AsSpan(0, _count);
        if (request.Explore && random.NextDouble() < policy.Exploration)
        {
            Flatten(scores);
        }
        else
        {
            Sharpen(scores);
        }

        return WeightedPick.TryPick(scores, random, out int index)
            ? index
            : throw new UnreachableException("There is at least one candidate.");
    }

    private static void Flatten(Span<double> scores)
    {
        double best = 0;
        foreach (double score in scores)
        {
            best = Math.Max(best, score);
        }

        foreach (ref double score in scores)
        {
            score = score >= best * SensibleShare ? 1 : 0;
        }
    }

    private void Sharpen(Span<double> scores)
    {
        foreach (ref double score in scores)
        {
            double power = score;
            for (int i = 1; i < policy.Sharpness; i++)
            {
                power *= score;
            }

            score = power;
        }
    }

    private RouteVerdict Judge(bool warming)
    {
        int later = 0;
        for (Rejection i = Rejection.Away; i <= Rejection.Full; i++)
        {
            later += _rejections[(int)i];
        }

        bool ready = Seen(Rejection.Full) || Seen(Rejection.Suspect);
        return later switch
        {
            > 0 when Seen(Rejection.Loading) && !ready => RouteVerdict.ModelLoading,
            > 0 => RouteVerdict.Queue,
            _ when warming => RouteVerdict.Queue,
            _ when Seen(Rejection.Context) => RouteVerdict.ContextTooLong,
            _ => RouteVerdict.NoAgent,
        };
    }

    private bool Seen(Rejection rejection) => _rejections[(int)rejection] > 0;
}
