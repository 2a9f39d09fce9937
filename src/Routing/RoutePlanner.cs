using System.Collections.Frozen;
using Xerotier.Routing.Fleet;
using Xerotier.Routing.Picking;
using Xerotier.Routing.Signals;

namespace Xerotier.Routing;

/// <summary>
/// Match, filter, predict, score, pick. Own agents come first: shared ones are looked at only when no own agent can
/// serve now. Allocates nothing once its buffers have grown to the pool's size. Not thread-safe: one planner a
/// router.
/// </summary>
/// <param name="policy">Settings.</param>
/// <param name="random">Source of randomness.</param>
public sealed class RoutePlanner(RoutePolicy policy, Xoshiro256 random)
{
    /// <summary>Candidates that an explanation lists at most.</summary>
    private const int MaxExplained = 64;

    /// <summary>Larger margins are as good as none.</summary>
    private const double MaxMarginTokens = 10_000_000;

    private static readonly FrozenDictionary<string, int> None = FrozenDictionary<string, int>.Empty;

    private readonly Screening _screening = new(policy);
    private readonly Pick _pick = new(policy, random);
    private readonly Candidates _candidates = new();
    private long[] _projectTokens = [];
    private FleetView _view = FleetView.Unknown;
    private RouteDecision _decision;
    private double _sharpness;

    /// <summary>Decides one request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="own">The project's pool.</param>
    /// <param name="shared">The shared pool; null when it is not consulted.</param>
    public RouteDecision Plan(in RouteRequest request, FleetView own, FleetView? shared)
    {
        _screening.Reset();
        _candidates.Reset(0);
        _sharpness = _pick.SharpnessOf(request);
        if (!TryPick(request, request.OwnTier, own)
            && (shared is null || !TryPick(request, request.SharedTier, shared)))
        {
            _decision = new RouteDecision { Verdict = Judge(own.IsWarming || shared is { IsWarming: true }) };
        }

        return _decision;
    }

    /// <summary>
    /// Why the last decision came out as it did; scores are there if the request asked for them. Allocates.
    /// </summary>
    public RouteExplanation Explain()
    {
        Dictionary<string, int>? rejected = null;
        for (int i = 1; i < _screening.Rejections.Length; i++)
        {
            if (_screening.Rejections[i] > 0)
            {
                (rejected ??= []).Add(((Rejection)i).ToString().ToLowerInvariant(), _screening.Rejections[i]);
            }
        }

        return new RouteExplanation(
            _decision.Verdict, _decision.AgentId, _decision.Explored, _sharpness, policy.Weights,
            rejected ?? (IReadOnlyDictionary<string, int>)None, ExplainCandidates());
    }

    private CandidateExplanation[] ExplainCandidates()
    {
        if (_candidates.Count == 1)
        {
            // Small fleets are the usual ones, and every request is explained.
            return [ExplainCandidate(0)];
        }

        return
        [
            .. Enumerable.Range(0, _candidates.Count)
                .Select(ExplainCandidate)
                .OrderByDescending(candidate => candidate.IsKept)
                .ThenByDescending(candidate => candidate.Score)
                .Take(MaxExplained),
        ];
    }

    private CandidateExplanation ExplainCandidate(int index) => new(
        _view.Ids[_candidates.Agents[index]],
        _pick.ScoresOf(index),
        _pick.ScoreOf(index),
        (int)_candidates.MatchedBlocks[index],
        _candidates.TtftMs[index],
        _candidates.Costs[index],
        index < _candidates.Kept);

    private bool TryPick(in RouteRequest request, int tier, FleetView view)
    {
        if (tier < 0 || view.FindModel(request.Model) is not { } model)
        {
            return false;
        }

        _view = view;
        _screening.Run(request, tier, view, model, _candidates);
        if (_candidates.Count == 0)
        {
            return false;
        }

        if (_pick.TryExplore(request, _candidates, view, out int index))
        {
            _decision = Decide(request, view, model, index, explored: true);
            if (!request.Explain)
            {
                return true;
            }
        }

        _pick.Filter(_candidates, view.Regions, _screening.Proximities);
        _pick.Score(ContextOf(request, tier, view, model));
        if (index < 0)
        {
            _decision = Decide(request, view, model, _pick.Choose(request, _candidates, view.Keys), explored: false);
        }

        return true;
    }

    private ScoringContext ContextOf(in RouteRequest request, int tier, FleetView view, ModelColumns model)
    {
        int projects = request.ProjectId.Length == 0 ? 1 : view.Memory.Projects.ActiveProjects;
        Span<long> projectTokens = [];
        if (projects > 1)
        {
            int slots = view.Memory.Prefixes.SlotCount;
            _projectTokens = _projectTokens.Length < slots ? new long[slots] : _projectTokens;
            projectTokens = _projectTokens.AsSpan(0, slots);
            view.Memory.Projects.Read(request.ProjectId, projectTokens);
        }

        return new ScoringContext
        {
            Request = request,
            Tier = tier,
            Policy = policy,
            View = view,
            Model = model,
            Candidates = _candidates,
            Proximities = _screening.Proximities,
            ProjectTokens = projectTokens,
            ActiveProjects = projects,
        };
    }

    private RouteDecision Decide(in RouteRequest request, FleetView view, ModelColumns model, int index, bool explored)
    {
        int agent = _candidates.Agents[index];
        LiveLoad load = view.Loads[agent];
        double msPerToken = model.MsPerToken[_candidates.Rows[index]];
        int matched = (int)_candidates.MatchedBlocks[index];
        int uncached = Screening.Uncached(request, matched);
        return new RouteDecision
        {
            Verdict = RouteVerdict.Routed,
            AgentId = view.Ids[agent],
            Load = load,
            Memory = view.Memory,
            Slot = view.Slots[agent],
            AssumedLeases = (int)_candidates.Leases[index],
            AssumedBacklogTokens = (long)(load.BacklogMs(request.NowMs, msPerToken) / msPerToken),
            MarginTokens = explored ? 0 : (long)Math.Min(MaxMarginTokens, _candidates.MarginOf(index) / msPerToken),
            MatchedBlocks = matched,
            UncachedTokens = uncached,
            ReservedTokens = uncached + request.ExpectedOutputTokens,
            PredictedTtftMs = _candidates.TtftMs[index],
            Explored = explored,
        };
    }

    private RouteVerdict Judge(bool warming)
    {
        int later = 0;
        for (Rejection i = Rejection.Away; i <= Rejection.Full; i++)
        {
            later += _screening.Rejections[(int)i];
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

    private bool Seen(Rejection rejection) => _screening.Rejections[(int)rejection] > 0;
}
