using Xerotier.Routing.Fleet;
using Xerotier.Routing.Health;
using Xerotier.Routing.Picking;
using Xerotier.Routing.Tests.Picking;
using static Xerotier.Routing.Tests.TestFleet;

namespace Xerotier.Routing.Tests;

/// <summary>Failures that routers were seen to have in the wild, numbered as in docs/internals/routing.md.</summary>
public sealed class RoutingFailureTests
{
    private static readonly UInt128[] Blocks = [.. Enumerable.Range(1, 16).Select(n => (UInt128)n)];

    [Theory]
    [InlineData(3)]
    [InlineData(200)]
    public void R1_EqualScores_AreUniform(int agents)
    {
        FleetView view = FleetView.Build(Enumerable.Range(1, agents).Select(Agent));
        RoutePlanner planner = Planner(seed: 31, sharpness: 4);
        int[] counts = new int[agents];
        for (int i = 0; i < 20_000; i++)
        {
            counts[Place(planner.Plan(Ask(0), view, null)) - 1]++;
        }

        int[] groups = agents > 10 ? [.. counts.Chunk(agents / 4).Select(chunk => chunk.Sum())] : counts;
        ChiSquared.ShouldFit(groups, [.. groups.Select(_ => 1.0 / groups.Length)]);
    }

    [Fact]
    public void R1_EqualScoresOfNewPrompts_AreUniformOverPrompts()
    {
        FleetView view = FleetView.Build(Enumerable.Range(1, 4).Select(Agent));
        RoutePlanner planner = Planner(seed: 32, sharpness: 4);
        int[] counts = new int[4];
        for (int i = 0; i < 20_000; i++)
        {
            counts[Place(planner.Plan(Ask(1_000, [(UInt128)i * 7919]), view, null)) - 1]++;
        }

        ChiSquared.ShouldFit(counts, [0.25, 0.25, 0.25, 0.25]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void R2_SimultaneousPicksOnOneSnapshot_PutNoAgentAboveEight(int routers)
    {
        for (ulong seed = 1; seed <= 1_000; seed++)
        {
            AgentEntry[] fleet = [.. Enumerable.Range(1, 8).Select(n => Agent(n) with { Capacity = 32 })];
            FleetView[] views = [.. Enumerable.Range(0, routers).Select(_ => FleetView.Build(fleet))];
            RoutePlanner[] planners =
                [.. Enumerable.Range(0, routers).Select(n => Planner((seed * 10) + (ulong)n, exploration: 0.05))];
            int[] counts = new int[8];
            for (int i = 0; i < 32; i++)
            {
                RouteDecision decision = planners[i % routers].Plan(Ask(1_000), views[i % routers], null);
                decision.Load!.Reserve(decision.ReservedTokens, decision.UncachedTokens);
                counts[Place(decision) - 1]++;
            }

            counts.Max().ShouldBeLessThanOrEqualTo(8, $"seed {seed}: {string.Join(", ", counts)}");
        }
    }

    [Fact]
    public void R3_ColdPrompts_GoWhereTheLoadIsLeastNotWhereTheCacheIsEmpty()
    {
        var memory = new PoolMemory();
        for (int n = 1; n <= 3; n++)
        {
            memory.Prefixes.Hold(memory.Prefixes.SlotOf(Id(n)), Blocks);
        }

        FleetView view = FleetView.Build(
            [.. Enumerable.Range(1, 3).Select(Agent), Agent(4) with { BacklogTokens = 9_000, ObservedMs = NowMs }],
            memory: memory);
        RoutePlanner planner = Planner(seed: 33, exploration: 0.05);
        int[] counts = new int[4];
        for (int i = 0; i < 3_000; i++)
        {
            counts[Place(planner.Plan(Ask(1_000, [(UInt128)(100_000 + i)]), view, null)) - 1]++;
        }

        counts[3].ShouldBe(0);
        counts.Max().ShouldBeLessThan(1_200);
    }

    [Fact]
    public void R5_AffinityToABusyHolder_YieldsOnceWaitingCostsMoreThanItSaves()
    {
        var memory = new PoolMemory();
        memory.Prefixes.Hold(memory.Prefixes.SlotOf(Id(1)), Blocks);
        RoutePlanner planner = Planner(seed: 34);

        Place(planner.Plan(Ask(8_000, Blocks), Busy(1_000), null)).ShouldBe(1);
        Place(planner.Plan(Ask(8_000, Blocks), Busy(60_000), null)).ShouldBe(2);

        FleetView Busy(long backlog) => FleetView.Build(
            [Agent(1) with { BacklogTokens = backlog, ObservedMs = NowMs }, Agent(2)], memory: memory);
    }

    [Fact]
    public void R7_LoadDiffers_EvenTheHeaviestWeightsFollowIt()
    {
        FleetView view = FleetView.Build(Enumerable.Range(1, 4).Select(n => Agent(n) with { Capacity = 1_000 }));
        RoutePlanner planner = Planner(seed: 35, exploration: 0.05);
        for (int i = 0; i < 400; i++)
        {
            RouteDecision decision = planner.Plan(Ask(500), view, null);
            decision.Load!.Reserve(decision.ReservedTokens, decision.UncachedTokens);
        }

        int[] leases = [.. view.Loads.Select(load => load.Leases)];
        (leases.Max() / (double)leases.Min()).ShouldBeLessThan(1.2, string.Join(", ", leases));
    }

    [Fact]
    public void R8_AgentFailsOnTheRequestPath_GetsNothingMoreAtOnce()
    {
        var suspicion = new Suspicion(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        suspicion.Fail(DateTimeOffset.FromUnixTimeMilliseconds(NowMs));
        FleetView view = FleetView.Build(
            [Agent(1) with { SuspectUntilMs = suspicion.Until!.Value.ToUnixTimeMilliseconds() }, Agent(2)]);
        RoutePlanner planner = Planner(seed: 36, exploration: 1);

        for (int i = 0; i < 200; i++)
        {
            Place(planner.Plan(Ask(100), view, null)).ShouldBe(2);
        }
    }

    [Fact]
    public void R9_HungAgent_IsOutOnceItWasSilentForThirtySeconds()
    {
        FleetView view = FleetView.Build([Agent(1) with { LastSeenMs = NowMs - 30_000 }, Agent(2)]);

        Place(Planner(exploration: 1).Plan(Ask(100), view, null)).ShouldBe(2);
    }

    [Fact]
    public void R10_ConstantLoad_DoesNotSwingBackAndForth()
    {
        // Every round ten requests come and the ten oldest end; the view is a round old.
        const int Agents = 5;
        int[] leases = new int[Agents];
        var open = new Queue<int>();
        RoutePlanner planner = Planner(seed: 37, exploration: 0.05);
        for (int round = 0; round < 200; round++)
        {
            FleetView view = FleetView.Build(Enumerable.Range(1, Agents).Select(n => Agent(n) with
            {
                Capacity = 100,
                Leases = leases[n - 1],
                ReservedTokens = leases[n - 1] * 600,
                ObservedMs = NowMs,
            }));
            for (int i = 0; i < 10; i++)
            {
                RouteDecision decision = planner.Plan(Ask(500), view, null);
                decision.Load!.Reserve(decision.ReservedTokens, decision.UncachedTokens);
                leases[Place(decision) - 1]++;
                open.Enqueue(Place(decision) - 1);
            }

            for (int i = 0; open.Count > 100 && i < 10; i++)
            {
                leases[open.Dequeue()]--;
            }

            if (round > 20)
            {
                (leases.Max() - leases.Min()).ShouldBeLessThanOrEqualTo(12, string.Join(", ", leases));
            }
        }
    }

    [Fact]
    public void R11_RoutersThatCannotKnowOfEachOther_SendANewPromptToOneAgent()
    {
        var random = new Xoshiro256(38);
        for (int prompt = 0; prompt < 200; prompt++)
        {
            UInt128[] blocks = [random.NextBits(), random.NextBits()];
            IEnumerable<int> picks = Enumerable.Range(0, 8).Select(router =>
                Place(Planner((ulong)router).Plan(
                    Ask(2_000, blocks), FleetView.Build(Enumerable.Range(1, 8).Select(Agent)), null)));

            picks.Distinct().Count().ShouldBe(1);
        }
    }

    private static RouteRequest Ask(int promptTokens, ReadOnlySpan<UInt128> blocks = default) => new()
    {
        Model = Model,
        OwnTier = SelfHosted,
        NowMs = NowMs,
        PromptTokens = promptTokens,
        PromptBlocks = blocks,
        ExpectedOutputTokens = 100,
    };

    private static int Place(RouteDecision decision) => BitConverter.ToInt32(decision.AgentId.ToByteArray());
}
