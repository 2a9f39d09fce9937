using FsCheck;
using FsCheck.Fluent;
using Xerotier.Routing.Fleet;
using static Xerotier.Routing.Tests.TestFleet;

namespace Xerotier.Routing.Tests;

public sealed class RoutePlannerPropertyTests
{
    private static readonly Gen<AgentEntry> AnyAgent =
        from standing in Gen.Elements(Enum.GetValues<AgentStanding>())
        from silence in Gen.Choose(0, 40_000)
        from suspect in Gen.Choose(-1_000, 1_000)
        from capacity in Gen.Choose(0, 4)
        from leases in Gen.Choose(0, 5)
        from tokens in Gen.Choose(0, 10_000)
        from kv in Gen.Elements<double?>(null, 0, 0.5, 1, 2, double.NaN)
        from readiness in Gen.Elements(Enum.GetValues<ModelReadiness>())
        from context in Gen.Elements<int?>(null, 100, 8_192)
        from tier in Gen.Elements("self_hosted", "free", "unheard of")
        select Agent() with
        {
            Standing = standing,
            LastSeenMs = NowMs - silence,
            SuspectUntilMs = NowMs + suspect,
            Capacity = capacity,
            Leases = leases,
            ReservedTokens = tokens,
            KvUsage = kv,
            Tiers = [tier],
            Models = [new ModelEntry(Model, null, readiness, context)],
        };

    private static readonly Arbitrary<AgentEntry[]> AnyFleet = AnyAgent.ArrayOf()
        .Select(agents => agents.Select((agent, i) => agent with { Id = Id(i + 1) }).ToArray())
        .ToArbitrary();

    [Fact]
    public void Plan_AnyFleet_NeverPicksAnIneligibleAgent() =>
        Prop.ForAll(AnyFleet, fleet =>
        {
            RouteDecision decision = Decide(fleet, seed: 1);
            return decision.IsRouted == fleet.Any(IsEligible)
                && (!decision.IsRouted || IsEligible(fleet.Single(agent => agent.Id == decision.AgentId)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void Plan_AnyFleet_IsDeterministicForASeed() =>
        Prop.ForAll(AnyFleet, fleet => Decide(fleet, seed: 7).AgentId == Decide(fleet, seed: 7).AgentId)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void Plan_AnyFleet_WaitsExactlyWhenSomeoneCouldServeLater() =>
        Prop.ForAll(AnyFleet, fleet =>
        {
            bool could = fleet.Any(CouldServe);
            RouteVerdict verdict = Decide(fleet, seed: 3).Verdict;
            return could == verdict is RouteVerdict.Routed or RouteVerdict.Queue or RouteVerdict.ModelLoading;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    private static RouteDecision Decide(AgentEntry[] fleet, ulong seed)
    {
        var request = new RouteRequest { Model = Model, OwnTier = SelfHosted, NowMs = NowMs, PromptTokens = 200 };
        return Planner(seed, exploration: 0.2).Plan(request, FleetView.Build(fleet), null);
    }

    private static bool CouldServe(AgentEntry agent) =>
        agent.Tiers.Contains("self_hosted") && (agent.Models[0].ContextLength ?? int.MaxValue) >= 200;

    private static bool IsEligible(AgentEntry agent) =>
        CouldServe(agent)
        && agent.Standing == AgentStanding.Available
        && NowMs - agent.LastSeenMs < 30_000
        && agent.SuspectUntilMs <= NowMs
        && agent.Leases < agent.Capacity
        && agent.Models[0].Readiness == ModelReadiness.Loaded;
}
