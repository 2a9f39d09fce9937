using Xerotier.Routing.Fleet;
using Xerotier.Routing.Latency;
using static Xerotier.Routing.Tests.TestFleet;

namespace Xerotier.Routing.Tests;

public sealed class RoutePlannerCostTests
{
    private static readonly RoutePolicy Policy = new(new RoutingWeights(), 0, 4, TimeSpan.FromSeconds(30));
    private static readonly LatencyEstimate Speed = new(20, 0.2, 10, 0.1);
    private static readonly UInt128[] Blocks = [1, 2, 3, 4];

    [Fact]
    public void Prediction_Of_AddsBaseBacklogAndPrefill()
    {
        Prediction prediction = Predict(backlogMs: 300, running: 10, output: 50);

        prediction.PrefillMs[0].ShouldBe(200);
        prediction.TtftMs[0].ShouldBe(520);
        prediction.TpotMs[0].ShouldBe(11);
        prediction.TotalMs[0].ShouldBe(520 + 550);
    }

    [Fact]
    public void Cost_OfAnIdleAgentNearby_IsTtftAndASmallSlowdown() =>
        // 220 ms; 0.2 * 10.1 ms * 100 tokens * 1 / 101.
        CostOf(kv: 0, proximity: 1, errors: 0, output: 100).ShouldBe(222, 1e-9);

    [Fact]
    public void Cost_EachReason_AddsItsTime()
    {
        double plain = CostOf(0, 1, 0);

        (CostOf(1, 1, 0) - plain).ShouldBe((2 * 200) + 500, 1e-9);
        (CostOf(0.5, 1, 0) - plain).ShouldBe((2 * 0.5 * 200) + (500 / 256.0), 1e-9);
        CostOf(double.NaN, 1, 0).ShouldBe(CostOf(0.5, 1, 0), 1e-9);
        CostOf(7, 1, 0).ShouldBe(CostOf(1, 1, 0), 1e-9);
        (CostOf(0, 0, 0) - plain).ShouldBe(200, 1e-9);
        (CostOf(0, 0.5, 0) - plain).ShouldBe(100, 1e-9);
        CostOf(0, 1, 0.5).ShouldBe(2 * plain, 1e-9);
        CostOf(0, 1, 1).ShouldBe(20 * plain, 1e-9);
        CostOf(0, 1, double.NaN).ShouldBe(plain, 1e-9);
    }

    [Fact]
    public void Plan_FarAgentIsIdle_StaysNearUntilWaitingIsWorse()
    {
        RoutePlanner planner = Planner();

        planner.Plan(InRegion(), Near(1_000), null).AgentId.ShouldBe(Id(1));
        planner.Plan(InRegion(), Near(20_000), null).AgentId.ShouldBe(Id(2));

        static FleetView Near(long backlog) => FleetView.Build(
        [
            Agent(1) with { Region = "eu-1", BacklogTokens = backlog / 10, ObservedMs = NowMs },
            Agent(2) with { Region = "us-1" },
        ]);

        static RouteRequest InRegion() => new()
        {
            Model = Model,
            OwnTier = SelfHosted,
            NowMs = NowMs,
            Region = "eu-1",
            PromptTokens = 1_000,
        };
    }

    [Fact]
    public void Plan_HeldPrefix_IsSeenInTheDecision()
    {
        var memory = new PoolMemory();
        memory.Prefixes.Hold(memory.Prefixes.SlotOf(Id(2)), Blocks.AsSpan(0, 3));
        FleetView view = FleetView.Build([Agent(1), Agent(2)], memory: memory);

        RouteDecision decision = Planner().Plan(Long(), view, null);

        decision.AgentId.ShouldBe(Id(2));
        decision.MatchedBlocks.ShouldBe(3);
        decision.UncachedTokens.ShouldBe(1_000);
        decision.ReservedTokens.ShouldBe(1_100);
        decision.Slot.ShouldBe(memory.Prefixes.SlotOf(Id(2)));
        decision.Memory.ShouldBeSameAs(memory);
        decision.PredictedTtftMs.ShouldBe(20 + 200, 1e-9);
        decision.Explored.ShouldBeFalse();
    }

    [Fact]
    public void Plan_NoAgentHasTokensLeft_Waits()
    {
        FleetView view = FleetView.Build(
            [Agent(1) with { KvTokens = 5_000, Leases = 1, ReservedTokens = 1_000 }]);

        Planner().Plan(Long(), view, null).Verdict.ShouldBe(RouteVerdict.Queue);
    }

    [Fact]
    public void Plan_Exploring_SkipsFullCachesAndWorseMatches()
    {
        var memory = new PoolMemory();
        for (int n = 1; n <= 3; n++)
        {
            memory.Prefixes.Hold(memory.Prefixes.SlotOf(Id(n)), Blocks);
        }

        FleetView view = FleetView.Build(
            [Agent(1), Agent(2), Agent(3) with { KvUsage = 0.9 }, Agent(4)], memory: memory);
        RoutePlanner planner = Planner(seed: 5, exploration: 1);

        RouteDecision[] decisions = [.. Enumerable.Range(0, 300).Select(_ => planner.Plan(Long(), view, null))];

        decisions.ShouldAllBe(decision => decision.Explored);
        decisions.Select(decision => decision.AgentId).Distinct().ShouldBe([Id(1), Id(2)], ignoreOrder: true);
    }

    [Fact]
    public void Plan_ExploringWithOneChoice_IsANormalPick()
    {
        var memory = new PoolMemory();
        memory.Prefixes.Hold(memory.Prefixes.SlotOf(Id(1)), Blocks);
        FleetView view = FleetView.Build([Agent(1), Agent(2)], memory: memory);

        Planner(exploration: 1).Plan(Long(), view, null).Explored.ShouldBeFalse();
    }

    [Fact]
    public void Explain_Decision_ListsCandidatesScoresAndWeights()
    {
        var memory = new PoolMemory();
        memory.Prefixes.Hold(memory.Prefixes.SlotOf(Id(2)), Blocks);
        FleetView view = FleetView.Build(
            [Agent(1), Agent(2), Agent(3) with { Standing = AgentStanding.Draining }], memory: memory);
        RoutePlanner planner = Planner(sharpness: 8);
        RouteDecision decision = planner.Plan(Long(explain: true), view, null);

        RouteExplanation explanation = planner.Explain();

        explanation.Verdict.ShouldBe(RouteVerdict.Routed);
        explanation.Pick.ShouldBe(decision.AgentId);
        explanation.Sharpness.ShouldBe(8);
        explanation.Weights.Sum().ShouldBe(1, 1e-9);
        explanation.Rejected.ShouldBe(new Dictionary<string, int> { ["draining"] = 1 });
        explanation.Candidates.Select(candidate => candidate.AgentId).ShouldBe([Id(2), Id(1)]);
        explanation.Candidates[0].IsKept.ShouldBeTrue();
        explanation.Candidates[1].IsKept.ShouldBeFalse();
        explanation.Candidates[0].MatchedBlocks.ShouldBe(4);
        explanation.Candidates[1].CostMs.ShouldBeGreaterThan(explanation.Candidates[0].CostMs);
        explanation.Candidates.ShouldAllBe(candidate => candidate.Scores.Count == 13);
        explanation.Candidates[0].Score.ShouldBeGreaterThan(explanation.Candidates[1].Score);
    }

    [Fact]
    public void Explain_ProjectFillsAnAgent_ShowsItsFairShare()
    {
        var memory = new PoolMemory();
        memory.Projects.Add("proj_a", memory.Prefixes.SlotOf(Id(1)), 900);
        memory.Projects.Add("proj_b", memory.Prefixes.SlotOf(Id(2)), 900);
        FleetView view = FleetView.Build(
            [Agent(1) with { ReservedTokens = 900 }, Agent(2) with { ReservedTokens = 900 }], memory: memory);
        RoutePlanner planner = Planner();
        planner.Plan(
            new RouteRequest
            {
                Model = Model,
                OwnTier = SelfHosted,
                NowMs = NowMs,
                ProjectId = "proj_a",
                Explain = true,
            },
            view,
            null);

        int fairShare = SignalNames.All.ToList().IndexOf("fair_share");
        planner.Explain().Candidates.ToDictionary(found => found.AgentId, found => found.Scores[fairShare])
            .ShouldBe(new Dictionary<Guid, double> { [Id(1)] = 0.5, [Id(2)] = 1 }, ignoreOrder: true);
    }

    private static Prediction Predict(double backlogMs, double running, double output) => Prediction.Of(
        new SpeedLanes(new(Speed.BaseMs), new(Speed.MsPerToken), new(Speed.StepMs), new(Speed.StepMsPerRunning)),
        new(backlogMs),
        new(running),
        uncached: new(1_000),
        output);

    private static double CostOf(double kv, double proximity, double errors, double output = 0) =>
        Predict(backlogMs: 0, running: 1, output).Cost(
            Policy,
            running: new(1),
            output,
            promptMs: new(500),
            kvShare: new(Prediction.ShareOf(kv)),
            farMs: new(Policy.FarRegionMs * (1 - proximity)),
            tries: new(Prediction.TriesOf(errors)))[0];

    private static RouteRequest Long(bool explain = false) => new()
    {
        Model = Model,
        OwnTier = SelfHosted,
        NowMs = NowMs,
        PromptTokens = 4_000,
        PromptBlocks = Blocks,
        ExpectedOutputTokens = 100,
        Explain = explain,
    };
}
