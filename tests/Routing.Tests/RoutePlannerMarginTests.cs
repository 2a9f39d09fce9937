using Xerotier.Routing.Fleet;
using Xerotier.Routing.Latency;
using Xerotier.Routing.Picking;
using static Xerotier.Routing.Tests.TestFleet;

namespace Xerotier.Routing.Tests;

public sealed class RoutePlannerMarginTests
{
    private static readonly LatencyEstimate Speed = new(20, 0.2, 10, 0);

    [Fact]
    public void Plan_CheapestOfTwo_BearsWhatTheOtherWaits()
    {
        RouteDecision decision = Decide(Waiting(1, 1_000), Waiting(2, 6_000));

        decision.AgentId.ShouldBe(Id(1));
        decision.AssumedBacklogTokens.ShouldBe(1_000);
        decision.MarginTokens.ShouldBe(5_000);
    }

    [Theory]
    [InlineData(2_000, 1)]
    [InlineData(8_000, 2)]
    public void Plan_BacklogGrowsByLessThanTheMargin_PicksTheSame(long growth, int expected) =>
        Decide(Waiting(1, 1_000 + growth), Waiting(2, 6_000)).AgentId.ShouldBe(Id(expected));

    [Fact]
    public void Plan_SeveralOthers_MeasuresByTheNextBest() =>
        Decide(Waiting(1, 9_000), Waiting(2, 1_000), Waiting(3, 4_000), Waiting(4, 3_000))
            .MarginTokens.ShouldBe(2_000);

    [Fact]
    public void Plan_OnlyOneAgent_BearsAnything() =>
        Decide(Waiting(1, 1_000)).MarginTokens.ShouldBe(10_000_000);

    [Fact]
    public void Plan_EqualAgents_BearNothing() =>
        Decide(Waiting(1, 1_000), Waiting(2, 1_000)).MarginTokens.ShouldBe(0);

    [Fact]
    public void Plan_Exploring_BearsNothing()
    {
        FleetView view = FleetView.Build([Waiting(1, 0), Waiting(2, 100)]);

        RouteDecision decision = Planner(exploration: 1).Plan(Ask(), view, null);

        decision.Explored.ShouldBeTrue();
        decision.MarginTokens.ShouldBe(0);
    }

    [Fact]
    public void Plan_AnyFleet_PredictsEachAgentAsIfItWereAlone()
    {
        var random = new Xoshiro256(11);
        for (int count = 1; count <= 14; count++)
        {
            AgentEntry[] fleet = [.. Enumerable.Range(1, count).Select(n => Any(n, random))];
            RoutePlanner planner = Planner();
            planner.Plan(Ask(explain: true), FleetView.Build(fleet), null);
            Dictionary<Guid, CandidateExplanation> together =
                planner.Explain().Candidates.ToDictionary(candidate => candidate.AgentId);
            int alone = 0;
            foreach (AgentEntry agent in fleet)
            {
                RoutePlanner other = Planner();
                if (!other.Plan(Ask(explain: true), FleetView.Build([agent]), null).IsRouted)
                {
                    together.ShouldNotContainKey(agent.Id);
                    continue;
                }

                alone++;
                CandidateExplanation one = other.Explain().Candidates.Single();
                together[agent.Id].PredictedTtftMs.ShouldBe(one.PredictedTtftMs);
                together[agent.Id].CostMs.ShouldBe(one.CostMs);
            }

            together.Count.ShouldBe(alone);
        }
    }

    [Fact]
    public void Plan_ModelOnSomeAgentsOnly_ReadsTheRightLoads()
    {
        FleetView view = FleetView.Build(
        [
            Waiting(1, 9_000) with { Models = [new ModelEntry("other", null, ModelReadiness.Loaded, 8_192)] },
            Waiting(2, 500),
            Waiting(3, 0) with { Models = [] },
            Waiting(4, 7_000),
        ]);

        RouteDecision decision = Planner(sharpness: 64).Plan(Ask(), view, null);

        decision.AgentId.ShouldBe(Id(2));
        decision.AssumedBacklogTokens.ShouldBe(500);
        decision.PredictedTtftMs.ShouldBe(20 + (1_500 * 0.2), 1e-9);
    }

    private static RouteDecision Decide(params AgentEntry[] fleet) =>
        Planner(sharpness: 64).Plan(Ask(), FleetView.Build(fleet), null);

    private static RouteRequest Ask(bool explain = false) => new()
    {
        Model = Model,
        OwnTier = SelfHosted,
        NowMs = NowMs,
        PromptTokens = 1_000,
        Explain = explain,
    };

    private static AgentEntry Waiting(int number, long tokens) => Agent(number) with
    {
        BacklogTokens = tokens,
        ObservedMs = NowMs,
        Models = [new ModelEntry(Model, null, ModelReadiness.Loaded, 8_192) { Latency = Speed }],
    };

    private static AgentEntry Any(int number, Xoshiro256 random) => Agent(number) with
    {
        Capacity = 8,
        Leases = random.NextInt(9),
        ReservedTokens = random.NextInt(4_000),
        KvTokens = 5_000,
        BacklogTokens = random.NextInt(20_000),
        ObservedMs = NowMs - random.NextInt(2_000),
        Running = random.NextInt(3) == 0 ? null : random.NextInt(12),
        KvUsage = random.NextInt(4) == 0 ? null : random.NextDouble(),
        ErrorRate = random.NextInt(2) == 0 ? null : random.NextDouble(),
        SuspectUntilMs = random.NextInt(8) == 0 ? NowMs + 1 : 0,
        Models =
        [
            new ModelEntry(Model, "1.0.0", ModelReadiness.Loaded, 8_192)
            {
                Latency = new LatencyEstimate(random.NextInt(50), 0.1 + random.NextDouble(), 5, random.NextDouble()),
            },
        ],
    };
}
