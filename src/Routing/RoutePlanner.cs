using Xerotier.Routing.Fleet;
using Xerotier.Routing.Latency;
using Xerotier.Routing.Picking;
using Xerotier.Routing.Signals;

namespace Xerotier.Routing;

/// <summary>
/// Filter, match, predict, score, pick. Own agents come first: shared ones are looked at only when no own agent can
/// serve now. Allocates nothing once its buffers have grown to the pool's size. Not thread-safe: one planner a
/// router.
/// </summary>
/// <param name="policy">Settings.</param>
/// <param name="random">Source of randomness.</param>
public sealed class RoutePlanner(RoutePolicy policy, Xoshiro256 random)
{
    /// <summary>Candidates that are scored at most: those of least cost.</summary>
    private const int MaxScored = 64;

    private readonly int[] _rejections = new int[(int)Rejection.Full + 1];
    private readonly Candidates _candidates = new();
    private readonly Scoring _scoring = new();
    private readonly Pick _pick = new(policy, random);
    private double[] _costs = [];
    private int[] _depths = [];
    private long[] _projectTokens = [];
    private FleetView? _view;
    private RouteDecision _decision;
    private double _sharpness;

    /// <summary>Decides one request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="own">The project's pool.</param>
    /// <param name="shared">The shared pool; null when it is not consulted.</param>
    public RouteDecision Plan(in RouteRequest request, FleetView own, FleetView? shared)
    {
        Array.Clear(_rejections);
        _candidates.Reset(0);
        _sharpness = double.IsNaN(request.Sharpness) ? policy.Sharpness : request.Sharpness;
        if (!TryPick(request, request.OwnTier, own) && (shared is null || !TryPick(request, request.SharedTier, shared)))
        {
            _decision = new RouteDecision { Verdict = Judge(own.IsWarming || shared is { IsWarming: true }) };
        }

        return _decision;
    }

    /// <summary>Why the last decision came out as it did. Allocates.</summary>
    public RouteExplanation Explain()
    {
        Dictionary<string, int> rejected = [];
        for (int i = 1; i < _rejections.Length; i++)
        {
            if (_rejections[i] > 0)
            {
                rejected.Add(((Rejection)i).ToString().ToLowerInvariant(), _rejections[i]);
            }
        }

        IEnumerable<CandidateExplanation> candidates = Enumerable.Range(0, _candidates.Count)
            .Select(i => new CandidateExplanation(
                _view!.Ids[_candidates.Agents[i]],
                _scoring.Of(i),
                Math.Exp(_scoring.Logs[i]),
                _candidates.MatchedBlocks[i],
                _candidates.TtftMs[i],
                _pick.IsKept(i)))
            .OrderByDescending(candidate => candidate.IsKept)
            .ThenByDescending(candidate => candidate.Score);
        return new RouteExplanation(
            _decision.Verdict, _decision.AgentId, _decision.Explored, _sharpness, policy.Weights, rejected,
            [.. candidates]);
    }

    private bool TryPick(in RouteRequest request, int tier, FleetView view)
    {
        if (tier < 0 || view.FindModel(request.Model) is not { } model)
        {
            return false;
        }

        _view = view;
        Match(request, view);
        Filter(request, tier, view, model);
        if (_candidates.Count == 0)
        {
            return false;
        }

        Predict(request, view, model);
        Shortlist.Keep(_candidates, _costs, MaxScored, random);
        Score(request, tier, view, model);
        int index = _pick.Choose(request, _candidates, _costs, _scoring.Logs, view.KvUsage, out bool explored);
        _decision = Decide(request, view, index, explored);
        return true;
    }

    private void Match(in RouteRequest request, FleetView view)
    {
        int slots = view.Memory.Prefixes.SlotCount;
        if (_depths.Length < slots)
        {
            (_depths, _projectTokens) = (new int[slots], new long[slots]);
        }

        if (request.PromptBlocks.IsEmpty)
        {
            _depths.AsSpan(0, slots).Clear();
        }
        else
        {
            view.Memory.Prefixes.Match(request.PromptBlocks, _depths.AsSpan(0, slots));
        }
    }

    private void Filter(in RouteRequest request, int tier, FleetView view, ModelColumns model)
    {
        _candidates.Reset(model.Agents.Length);
        for (int row = 0; row < model.Agents.Length; row++)
        {
            int agent = model.Agents[row];
            if (_candidates.Count > 0 && _candidates.Agents[_candidates.Count - 1] == agent)
            {
                continue;
            }

            Rejection rejection = CandidateFilter.Check(request, tier, policy.MaxSilenceMs, view, model, row);
            LiveLoad load = view.Loads[agent];
            (int leases, long reserved) = (load.Leases, load.ReservedTokens);
            if (rejection == Rejection.None)
            {
                long needed = Uncached(request, _depths[view.Slots[agent]]) + request.ExpectedOutputTokens;
                rejection = Room.Has(leases, view.Capacities[agent], reserved, view.KvTokens[agent], needed)
                    ? Rejection.None
                    : Rejection.Full;
            }

            _rejections[(int)rejection]++;
            if (rejection == Rejection.None)
            {
                _candidates.Add(agent, row, leases, reserved);
            }
        }
    }

    /// <summary>Predicts what each candidate would take, and what that would cost all.</summary>
    private void Predict(in RouteRequest request, FleetView view, ModelColumns model)
    {
        int count = _candidates.Count;
        if (_costs.Length < count)
        {
            _costs = new double[_candidates.Agents.Length];
        }

        double perBlock = request.PromptBlocks.IsEmpty ? 0 : 1.0 / request.PromptBlocks.Length;
        for (int i = 0; i < count; i++)
        {
            int agent = _candidates.Agents[i];
            int depth = _depths[view.Slots[agent]];
            LatencyEstimate speed = model.Latencies[_candidates.Rows[i]];
            double backlog = view.Loads[agent].BacklogAt(request.NowMs, speed.MsPerToken);
            double prefill = Uncached(request, depth) * speed.MsPerToken;
            int running = Math.Max(view.Running[agent], _candidates.Leases[i]) + 1;
            _candidates.MatchedBlocks[i] = depth;
            _candidates.Matches[i] = depth * perBlock;
            _candidates.BacklogTokens[i] = backlog;
            _candidates.PrefillMs[i] = prefill;
            _candidates.TtftMs[i] = speed.BaseMs + (backlog * speed.MsPerToken) + prefill;
            _candidates.TpotMs[i] = speed.StepMs + (speed.StepMsPerRunning * running);
            _costs[i] = _candidates.TtftMs[i] + (policy.RecomputeCost * prefill);
        }
    }

    private void Score(in RouteRequest request, int tier, FleetView view, ModelColumns model)
    {
        int projects = 1;
        Span<long> projectTokens = _projectTokens.AsSpan(0, view.Memory.Prefixes.SlotCount);
        if (request.ProjectId.Length > 0 && (projects = view.Memory.Projects.ActiveProjects) > 1)
        {
            view.Memory.Projects.Read(request.ProjectId, projectTokens);
        }

        var context = new ScoringContext
        {
            Request = request,
            Tier = tier,
            Policy = policy,
            View = view,
            Model = model,
            Candidates = _candidates,
            ProjectTokens = projectTokens,
            ActiveProjects = projects,
        };
        _scoring.Run(context, all: request.Explain);
    }

    private RouteDecision Decide(in RouteRequest request, FleetView view, int index, bool explored)
    {
        int agent = _candidates.Agents[index];
        int uncached = Uncached(request, _candidates.MatchedBlocks[index]);
        return new RouteDecision
        {
            Verdict = RouteVerdict.Routed,
            AgentId = view.Ids[agent],
            Load = view.Loads[agent],
            Memory = view.Memory,
            Slot = view.Slots[agent],
            AssumedLeases = _candidates.Leases[index],
            AssumedBacklogTokens = (long)_candidates.BacklogTokens[index],
            MatchedBlocks = _candidates.MatchedBlocks[index],
            UncachedTokens = uncached,
            ReservedTokens = uncached + request.ExpectedOutputTokens,
            PredictedTtftMs = _candidates.TtftMs[index],
            Explored = explored,
        };
    }

    /// <summary>Prompt tokens beyond the matched blocks; blocks are taken to be equally long.</summary>
    private static int Uncached(in RouteRequest request, int depth) =>
        depth == 0
            ? request.PromptTokens
            : request.PromptTokens - (int)((long)request.PromptTokens * depth / request.PromptBlocks.Length);

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
