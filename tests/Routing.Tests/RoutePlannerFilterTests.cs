using Xerotier.Routing.Fleet;
using static Xerotier.Routing.Tests.TestFleet;

namespace Xerotier.Routing.Tests;

public sealed class RoutePlannerFilterTests
{
    public static TheoryData<string, RouteVerdict> Obstacles => new()
    {
        { "nothing", RouteVerdict.Routed },
        { "other tier", RouteVerdict.NoAgent },
        { "other model", RouteVerdict.NoAgent },
        { "other version", RouteVerdict.NoAgent },
        { "bound to others", RouteVerdict.NoAgent },
        { "exclusive to others", RouteVerdict.NoAgent },
        { "short context", RouteVerdict.ContextTooLong },
        { "away", RouteVerdict.Queue },
        { "silent for 30 s", RouteVerdict.Queue },
        { "suspended", RouteVerdict.Queue },
        { "draining", RouteVerdict.Queue },
        { "suspect", RouteVerdict.Queue },
        { "failed before", RouteVerdict.NoAgent },
        { "full", RouteVerdict.Queue },
        { "model cached", RouteVerdict.Queue },
        { "model known", RouteVerdict.Queue },
        { "model loading", RouteVerdict.ModelLoading },
    };

    [Theory]
    [MemberData(nameof(Obstacles))]
    public void Plan_OneAgentWithAnObstacle_SaysWhatToDo(string obstacle, RouteVerdict verdict)
    {
        FleetView view = FleetView.Build([Impair(Agent(), obstacle)]);

        RouteDecision decision = Planner().Plan(Impair(Request(), obstacle), view, null);

        decision.Verdict.ShouldBe(verdict);
        decision.IsRouted.ShouldBe(verdict == RouteVerdict.Routed);
        decision.AgentId.ShouldBe(verdict == RouteVerdict.Routed ? Id(1) : Guid.Empty);
    }

    [Theory]
    [MemberData(nameof(Obstacles))]
    public void Plan_AnotherAgentIsFree_NeverPicksTheImpairedOne(string obstacle, RouteVerdict verdict)
    {
        FleetView view = FleetView.Build([Impair(Agent(1), obstacle), Agent(2) with
        {
            Models = [new ModelEntry(Model, "1.0.0", ModelReadiness.Loaded, 100_000)],
        }]);
        RoutePlanner planner = Planner(exploration: 0.5);
        RouteRequest request = Impair(Request(), obstacle);

        for (int i = 0; i < 200; i++)
        {
            RouteDecision decision = planner.Plan(request, view, null);
            bool free = obstacle is not ("bound to others" or "other model");
            if (verdict != RouteVerdict.Routed && free)
            {
                decision.AgentId.ShouldBe(Id(2));
            }
            else if (verdict != RouteVerdict.Routed)
            {
                decision.IsRouted.ShouldBeFalse();
            }
        }
    }

    [Fact]
    public void Plan_SilentForLessThan30Seconds_StillRoutes()
    {
        FleetView view = FleetView.Build([Agent() with { LastSeenMs = NowMs - 29_999 }]);

        Planner().Plan(Request(), view, null).IsRouted.ShouldBeTrue();
    }

    [Fact]
    public void Plan_UnversionedAgent_ServesAnyVersion()
    {
        RouteRequest request = new() { Model = Model, OwnTier = SelfHosted, NowMs = NowMs, Version = "1.0.0" };

        Planner().Plan(request, FleetView.Build([Agent()]), null).IsRouted.ShouldBeTrue();
    }

    [Fact]
    public void Plan_AgentWithSeveralVersions_IsOneCandidate()
    {
        AgentEntry agent = Agent(1) with
        {
            Models =
            [
                new ModelEntry(Model, "1.0.0", ModelReadiness.Loaded, null),
                new ModelEntry(Model, "2.0.0", ModelReadiness.Loaded, null),
            ],
        };
        RoutePlanner planner = Planner();

        planner.Plan(Request(), FleetView.Build([agent, Agent(2)]), null).IsRouted.ShouldBeTrue();
        planner.Explain().Candidates.Count.ShouldBe(2);
    }

    [Fact]
    public void Plan_UnknownPool_WaitsForNews() =>
        Planner().Plan(Request(), FleetView.Unknown, null).Verdict.ShouldBe(RouteVerdict.Queue);

    [Fact]
    public void Plan_EmptyPool_HasNoAgent() =>
        Planner().Plan(Request(), FleetView.Build([]), null).Verdict.ShouldBe(RouteVerdict.NoAgent);

    [Fact]
    public void Plan_UnknownTier_HasNoAgent()
    {
        RouteRequest request = new() { Model = Model, OwnTier = -1, NowMs = NowMs };

        Planner().Plan(request, FleetView.Build([Agent()]), null).Verdict.ShouldBe(RouteVerdict.NoAgent);
    }

    [Fact]
    public void Explain_AgentsLeftOut_CountsTheReasons()
    {
        RoutePlanner planner = Planner();
        planner.Plan(Request(), FleetView.Build(
            [Agent(1), Agent(2) with { Capacity = 0 }, Agent(3) with { Standing = AgentStanding.Away }]), null);

        RouteExplanation explanation = planner.Explain();
        explanation.Candidates.Count.ShouldBe(1);
        explanation.Rejected.ShouldBe(new Dictionary<string, int> { ["away"] = 1, ["full"] = 1 });
    }

    private static AgentEntry Impair(AgentEntry agent, string obstacle) => obstacle switch
    {
        "other tier" => agent with { Tiers = ["free"] },
        "other version" => agent with { Models = [new ModelEntry(Model, "2.0.0", ModelReadiness.Loaded, null)] },
        "exclusive to others" => agent with { ExclusiveEndpoints = [Guid.AllBitsSet] },
        "away" => agent with { Standing = AgentStanding.Away },
        "silent for 30 s" => agent with { LastSeenMs = NowMs - 30_000 },
        "suspended" => agent with { Standing = AgentStanding.Suspended },
        "draining" => agent with { Standing = AgentStanding.Draining },
        "suspect" => agent with { SuspectUntilMs = NowMs + 1 },
        "full" => agent with { Leases = 10 },
        "model cached" => With(agent, ModelReadiness.Cached),
        "model known" => With(agent, ModelReadiness.Known),
        "model loading" => With(agent, ModelReadiness.Loading),
        _ => agent,
    };

    private static AgentEntry With(AgentEntry agent, ModelReadiness readiness) =>
        agent with { Models = [new ModelEntry(Model, null, readiness, null)] };

    private static RouteRequest Impair(RouteRequest request, string obstacle) => new()
    {
        Model = obstacle == "other model" ? "mistral" : request.Model,
        OwnTier = request.OwnTier,
        NowMs = request.NowMs,
        Version = obstacle == "other version" ? "1.0.0" : null,
        PromptTokens = obstacle == "short context" ? 8_193 : 0,
        BoundAgents = obstacle == "bound to others" ? new[] { Id(9) } : [],
        ExcludedAgents = obstacle == "failed before" ? new[] { Id(1) } : [],
    };
}
