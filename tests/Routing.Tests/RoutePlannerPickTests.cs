using Xerotier.Routing.Fleet;
using Xerotier.Routing.Tests.Picking;
using static Xerotier.Routing.Tests.TestFleet;

namespace Xerotier.Routing.Tests;

public sealed class RoutePlannerPickTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(9)]
    public void Plan_EqualAgents_AreUniform(int agents)
    {
        FleetView view = FleetView.Build(Enumerable.Range(1, agents).Select(Agent));
        RoutePlanner planner = Planner(seed: 21, exploration: 0.05);

        int[] counts = Count(planner, view, agents, 40_000);

        ChiSquared.ShouldFit(counts, [.. Enumerable.Repeat(1.0 / agents, agents)]);
    }

    [Fact]
    public void Plan_MoreEqualAgentsThanAreScored_AreUniform()
    {
        FleetView view = FleetView.Build(Enumerable.Range(1, 500).Select(Agent));

        int[] counts = Count(Planner(seed: 27), view, 500, 20_000);

        ChiSquared.ShouldFit([.. counts.Chunk(100).Select(chunk => chunk.Sum())], [0.2, 0.2, 0.2, 0.2, 0.2]);
    }

    [Fact]
    public void Plan_EqualAgentsComeAndGo_StayUniform()
    {
        RoutePlanner planner = Planner(seed: 22);
        int[] counts = new int[3];
        for (int i = 0; i < 40_000; i++)
        {
            // Agents 4 and 5 come and go, so that positions and candidate sets change all the time.
            AgentEntry[] others = i % 3 == 0 ? [] : i % 3 == 1 ? [Agent(4)] : [Agent(5), Agent(4)];
            FleetView view = FleetView.Build([.. others, Agent(1), Agent(2), Agent(3)]);
            int place = Place(planner.Plan(Request(), view, null).AgentId);
            if (place <= 3)
            {
                counts[place - 1]++;
            }
        }

        ChiSquared.ShouldFit(counts, [1 / 3.0, 1 / 3.0, 1 / 3.0]);
    }

    [Fact]
    public void Plan_OneAgentIsBusier_GetsLess()
    {
        FleetView view = FleetView.Build([Agent(1) with { Leases = 8, ReservedTokens = 8_000 }, Agent(2)]);

        int[] counts = Count(Planner(seed: 23), view, 2, 10_000);

        counts[0].ShouldBeLessThan(counts[1] / 10);
        counts[0].ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Plan_BurstOnOneStaleView_DoesNotHerd()
    {
        const int Agents = 8;
        const int Burst = 64;
        FleetView view = FleetView.Build(
            Enumerable.Range(1, Agents).Select(n => Agent(n) with { Capacity = 100, Leases = n == 1 ? 0 : 5 }));
        RoutePlanner planner = Planner(seed: 24);
        int[] counts = new int[Agents];
        for (int i = 0; i < Burst; i++)
        {
            RouteDecision decision = planner.Plan(Request(), view, null);
            decision.Load!.Reserve(500, 500);
            counts[Place(decision.AgentId) - 1]++;
        }

        counts.Max().ShouldBeLessThanOrEqualTo(2 * (Burst / Agents), string.Join(", ", counts));
    }

    [Fact]
    public void Plan_PicksWithoutAnswer_NeverExceedCapacity()
    {
        FleetView view = FleetView.Build([Agent(1) with { Capacity = 3 }, Agent(2) with { Capacity = 2 }]);
        RoutePlanner planner = Planner(exploration: 0.3);
        int routed = 0;
        while (planner.Plan(Request(), view, null) is { IsRouted: true } decision)
        {
            decision.Load.Reserve(1, 1);
            routed++;
        }

        routed.ShouldBe(5);
    }

    [Fact]
    public void Plan_Exploring_TakesOnlySensibleCandidates()
    {
        FleetView view = FleetView.Build(
        [
            Agent(1),
            Agent(2) with { Leases = 3, ReservedTokens = 100 },
            Agent(3) with { Leases = 9, ReservedTokens = 10_000, KvUsage = 1 },
        ]);

        int[] counts = Count(Planner(seed: 25, exploration: 1), view, 3, 10_000);

        counts[2].ShouldBe(0);
        ChiSquared.ShouldFit(counts[..2], [0.5, 0.5]);
    }

    [Fact]
    public void Plan_RequestWithADeadline_DoesNotExplore()
    {
        FleetView view = FleetView.Build([Agent(1), Agent(2) with { Leases = 5, ReservedTokens = 1_000 }]);
        RoutePlanner planner = Planner(seed: 26, exploration: 1, sharpness: 64);
        var request = new RouteRequest { Model = Model, OwnTier = SelfHosted, NowMs = NowMs, SloTtftMs = 1_000 };

        int second = 0;
        for (int i = 0; i < 1_000; i++)
        {
            second += Place(planner.Plan(request, view, null).AgentId) - 1;
        }

        second.ShouldBeLessThan(10);
    }

    private static int[] Count(RoutePlanner planner, FleetView view, int agents, int draws)
    {
        int[] counts = new int[agents];
        for (int i = 0; i < draws; i++)
        {
            counts[Place(planner.Plan(Request(), view, null).AgentId) - 1]++;
        }

        return counts;
    }

    private static int Place(Guid id) => BitConverter.ToInt32(id.ToByteArray());
}
