using System.Runtime.InteropServices;
using Xerotier.Routing;
using Xerotier.Routing.Fleet;
using Xerotier.Routing.Picking;
using Xerotier.Routing.Tiers;
using Xerotier.RoutingSim.Fleet;
using Xerotier.RoutingSim.Routers;

namespace Xerotier.RoutingSim.Policies;

/// <summary>
/// Ours: <c>src/Routing</c> as the router grain uses it, on the same snapshots as every other policy.
/// </summary>
internal sealed class XerotierPolicy : Policy
{
    private const string Model = "model";

    /// <summary>Added to the simulation's clock: to the planner a time of 0 means never.</summary>
    private const long EpochMs = 1_000_000;

    /// <summary>An agent refuses when it has this many more prompt tokens to process than the router assumed.</summary>
    private const long RefusalTokens = 2_000;

    private static readonly int Tier = ServiceTiers.IndexOf(ServiceTiers.SelfHosted);

    private readonly RoutePlanner _planner;
    private readonly PoolMemory _memory = new();
    private readonly AgentEntry[] _entries;
    private readonly Dictionary<Guid, int> _workers = [];
    private readonly List<UInt128> _names = [];
    private FleetView? _fleet;
    private bool _isStale = true;
    private RouteDecision _decision;

    public XerotierPolicy(RouterView view, Xoshiro256 random, RouterTuning tuning)
        : base(view, random)
    {
        _planner = new RoutePlanner(tuning.ToPolicy(), random);
        _entries = new AgentEntry[view.Count];
        for (int i = 0; i < view.Count; i++)
        {
            _workers.Add(IdOf(i), i);
            Refresh(i, []);
        }
    }

    public override bool CanWait => true;

    public override int Pick(in Question question)
    {
        if (_isStale) _fleet = FleetView.Build(_entries, _fleet, memory: _memory);
        _isStale = false;
        var request = new RouteRequest
        {
            Model = Model,
            OwnTier = Tier,
            NowMs = (long)question.NowMs + EpochMs,
            ProjectId = question.Project,
            PromptTokens = question.Input,
            PromptBlocks = Names(question),
            ExpectedOutputTokens = (int)question.ExpectedOutput,
        };
        _decision = _planner.Plan(request, _fleet!, shared: null);
        return _decision.IsRouted ? _workers[_decision.AgentId] : Wait;
    }

    public override bool IsRefused(Agent agent, double nowMs)
    {
        long bearable = _decision.AssumedBacklogTokens + _decision.MarginTokens;
        if (agent.BacklogAt(nowMs) <= bearable + RefusalTokens) return false;
        Learn(agent, nowMs);
        return true;
    }

    public override int UncachedTokens(int input, int cached) => _decision.UncachedTokens;

    public override void Placed(in Question question, Agent agent)
    {
        Learn(agent, question.NowMs);
        _memory.Prefixes.Hold(_decision.Slot, Names(question));
    }

    public override void Refresh(int worker, List<int> blockChanges)
    {
        _entries[worker] = Describe(worker);
        _isStale = true;
        int slot = _memory.Prefixes.SlotOf(IdOf(worker));
        for (int from = 0; from < blockChanges.Count;)
        {
            bool held = blockChanges[from] >= 0;
            _names.Clear();
            for (; from < blockChanges.Count && blockChanges[from] >= 0 == held; from++)
            {
                _names.Add(NameOf(held ? blockChanges[from] : ~blockChanges[from]));
            }

            var names = CollectionsMarshal.AsSpan(_names);
            if (held) _memory.Prefixes.Hold(slot, names);
            else _memory.Prefixes.Drop(slot, names);
        }
    }

    public override void Forget(int worker) => _memory.Prefixes.Clear(_memory.Prefixes.SlotOf(IdOf(worker)));

    private static Guid IdOf(int worker) => new(worker + 1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    private static UInt128 NameOf(int block) =>
        new(((ulong)block + 1) * 0x9E3779B97F4A7C15, ((ulong)block + 1) * 0xBF58476D1CE4E5B9);

    private ReadOnlySpan<UInt128> Names(in Question question)
    {
        _names.Clear();
        for (int i = question.Stride - 1; i < question.Blocks.Length; i += question.Stride)
        {
            _names.Add(NameOf(question.Blocks[i]));
        }

        return CollectionsMarshal.AsSpan(_names);
    }

    private void Learn(Agent agent, double nowMs) => _decision.Load!.Observe(
        agent.Leases, agent.ReservedTokens, agent.BacklogAt(nowMs), (long)nowMs + EpochMs);

    private AgentEntry Describe(int worker) => new()
    {
        Id = IdOf(worker),
        Standing = View.IsAlive[worker] ? AgentStanding.Available : AgentStanding.Away,
        LastSeenMs = (long)View.SnapshotMs[worker] + EpochMs,
        Tiers = [ServiceTiers.SelfHosted],
        Capacity = View.Models[worker].MaxSequences,
        Leases = View.Loads[worker].Leases,
        ReservedTokens = View.Loads[worker].ReservedTokens,
        BacklogTokens = View.BacklogTokens[worker],
        ObservedMs = (long)View.SnapshotMs[worker] + EpochMs,
        Running = View.Running[worker],
        Waiting = View.Waiting[worker],
        KvUsage = View.KvUse[worker],
        KvTokens = View.Models[worker].KvTokens,
        Models = [new ModelEntry(Model, null, ModelReadiness.Loaded, null) { Latency = View.Estimates[worker] }],
    };
}
