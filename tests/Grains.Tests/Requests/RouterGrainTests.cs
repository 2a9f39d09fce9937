using Xerotier.Grains.Agents;
using Xerotier.Grains.Requests;
using Xerotier.Grains.Tests.Agents;
using Xerotier.Routing.Tiers;

namespace Xerotier.Grains.Tests.Requests;

public sealed class RouterGrainTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private readonly Leases _leases = new();

    private IRouterGrain Router => cluster.Grains.GetGrain<IRouterGrain>(GrainKeys.Router);

    [Fact]
    public async Task Route_OneAgent_LeasesIt()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);

        RouteReply reply = await RouteAsync(agent.Query(_leases.Next()), RouteOutcome.Leased);

        reply.AgentId.ShouldBe(agent.Id);
        reply.Address!.Tunnel!.HostId.ShouldBe("host");
        reply.ReservedTokens.ShouldBe(100);
        reply.Report.ShouldNotBeNull().Candidates.ShouldHaveSingleItem().Scores.Length.ShouldBe(13);
        (reply.Report.AgentId, reply.Report.Attempts).ShouldBe((agent.Id, 1));
        (await agent.LoadAsync()).Leases.ShouldBe(1);
    }

    [Fact]
    public async Task Route_NoAgentEnrolled_SaysSoAtOnce()
    {
        TestAgent other = await TestAgent.StartAsync(cluster);
        RouteQuery query = other.Query(_leases.Next()) with { ProjectId = TestAgent.NewProject() };

        (await Router.RouteAsync(query)).Outcome.ShouldBe(RouteOutcome.NoAgent);
    }

    [Fact]
    public async Task Route_ModelNobodyHas_SaysSoAtOnce()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);
        await RouteAsync(agent.Query(_leases.Next()), RouteOutcome.Leased);

        (await Router.RouteAsync(agent.Query(_leases.Next()) with { Model = "mistral" }))
            .Outcome.ShouldBe(RouteOutcome.NoAgent);
    }

    [Fact]
    public async Task Route_EveryAgentFull_Waits()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster, capacity: 2);
        await RouteAsync(agent.Query(_leases.Next()), RouteOutcome.Leased);
        await RouteAsync(agent.Query(_leases.Next()), RouteOutcome.Leased);

        (await Router.RouteAsync(agent.Query(_leases.Next()))).Outcome.ShouldBe(RouteOutcome.Queue);
        (await agent.LoadAsync()).Leases.ShouldBe(2);
    }

    [Fact]
    public async Task Route_ProjectRunsWhatItsTierAllows_Waits()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster, capacity: 200);
        await RouteAsync(agent.Query(_leases.Next()), RouteOutcome.Leased);
        for (int i = 1; i < 96; i++)
        {
            (await Router.RouteAsync(agent.Query(_leases.Next()))).Outcome.ShouldBe(RouteOutcome.Leased);
        }

        (await Router.RouteAsync(agent.Query(_leases.Next()))).Outcome.ShouldBe(RouteOutcome.Queue);
        (await agent.LoadAsync()).Leases.ShouldBe(96);
    }

    [Fact]
    public async Task Route_PromptTooLong_SaysSo()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);
        await RouteAsync(agent.Query(_leases.Next()), RouteOutcome.Leased);

        (await Router.RouteAsync(agent.Query(_leases.Next()) with { PromptTokens = 10_000 }))
            .Outcome.ShouldBe(RouteOutcome.ContextTooLong);
    }

    [Fact]
    public async Task Route_ModelStillLoading_SaysSo()
    {
        TestAgent agent = await TestAgent.EnrollAsync(cluster);
        await agent.Grain.AttachTunnelAsync(new TunnelAddress("host", 1));
        await agent.BeatAsync(model: AgentModelState.Loading);

        await RouteAsync(agent.Query(_leases.Next()), RouteOutcome.ModelLoading);
    }

    [Fact]
    public async Task Route_AVersion_IsServedByWhoHasItAndUnlessPinnedByOthersElse()
    {
        TestAgent old = await TestAgent.EnrollAsync(cluster);
        await old.Grain.AttachTunnelAsync(new TunnelAddress("host", 1));
        await old.BeatAsync(version: "1.0.0");
        RouteQuery query = old.Query(_leases.Next()) with { Version = "2.0.0" };
        (await RouteAsync(query, RouteOutcome.Leased)).AgentId.ShouldBe(old.Id);
        (await Router.RouteAsync(old.Query(_leases.Next()) with { Version = "2.0.0", VersionPinned = true }))
            .Outcome.ShouldNotBe(RouteOutcome.Leased);

        TestAgent young = await TestAgent.EnrollAsync(cluster, old.ProjectId);
        await young.Grain.AttachTunnelAsync(new TunnelAddress("host", 1));
        await young.BeatAsync(version: "2.0.0");

        await RouteAsync(
            old.Query(_leases.Next()) with { Version = "2.0.0", VersionPinned = true }, RouteOutcome.Leased);
        (await Router.RouteAsync(old.Query(_leases.Next()) with { Version = "2.0.0" })).AgentId.ShouldBe(young.Id);
    }

    [Fact]
    public async Task Route_AgentFailedThisRequest_TakesAnother()
    {
        string project = TestAgent.NewProject();
        TestAgent first = await TestAgent.StartAsync(cluster, project);
        TestAgent second = await TestAgent.StartAsync(cluster, project);
        await RouteAsync(first.Query(_leases.Next(), excluded: [second.Id]), RouteOutcome.Leased);

        for (int i = 0; i < 3; i++)
        {
            RouteReply reply = await RouteAsync(
                first.Query(_leases.Next(), excluded: [first.Id]), RouteOutcome.Leased);
            reply.AgentId.ShouldBe(second.Id);
        }
    }

    [Fact]
    public async Task Route_Disconnected_WaitsAndReturnsWithTheNextHeartbeat()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);
        await RouteAsync(agent.Query(_leases.Next()), RouteOutcome.Leased);

        cluster.Time.Advance(TimeSpan.FromSeconds(31));
        (await Router.RouteAsync(agent.Query(_leases.Next()))).Outcome.ShouldBe(RouteOutcome.Queue);

        await agent.BeatAsync();
        await RouteAsync(agent.Query(_leases.Next()), RouteOutcome.Leased);
    }

    [Fact]
    public async Task Route_OwnAgentBusy_FallsBackToSharedOnlyWhereAllowed()
    {
        TestAgent shared = await TestAgent.StartAsync(
            cluster, GrainKeys.PlatformProject, capacity: 100, tier: ServiceTiers.GpuNvidia);
        TestAgent own = await TestAgent.StartAsync(cluster, capacity: 1);
        RouteReply first = await RouteAsync(own.Query(_leases.Next(), fallback: true), RouteOutcome.Leased,
            reply => reply.AgentId == own.Id);
        first.AgentId.ShouldBe(own.Id);

        (await Router.RouteAsync(own.Query(_leases.Next()))).Outcome.ShouldBe(RouteOutcome.Queue);
        RouteReply fallback = await RouteAsync(own.Query(_leases.Next(), fallback: true), RouteOutcome.Leased);
        fallback.AgentId.ShouldBe(shared.Id);
        await shared.Grain.RemoveAsync();
    }

    [Fact]
    public async Task Route_PromptSeenBefore_GoesToTheAgentThatHoldsIt()
    {
        string project = TestAgent.NewProject();
        TestAgent[] agents = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => TestAgent.StartAsync(cluster, project, capacity: 100)));
        await SeeAllAsync(agents);
        RouteQuery query = agents[0].Query(_leases.Next()) with
        {
            PromptTokens = 6_000,
            PromptBlocks = [.. Enumerable.Range(1, 24).Select(i => (UInt128)i)],
            Exploration = 0,
        };
        RouteReply first = await RouteAsync(query, RouteOutcome.Leased);
        first.MatchedBlocks.ShouldBe(0);

        for (int i = 0; i < 5; i++)
        {
            RouteReply next = await RouteAsync(query with { LeaseId = _leases.Next() }, RouteOutcome.Leased);
            next.AgentId.ShouldBe(first.AgentId);
            next.MatchedBlocks.ShouldBe(24);
            next.ReservedTokens.ShouldBe(50);
        }
    }

    [Fact]
    public async Task Route_AgentHeldLessThanThought_IsPredictedSoTheNextTime()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);
        RouteQuery query = agent.Query(_leases.Next()) with { PromptBlocks = [1, 2, 3, 4], PromptTokens = 1_000 };
        await RouteAsync(query, RouteOutcome.Leased);
        (await TryAsync(query)).MatchedBlocks.ShouldBe(4);

        // News of the miss and the next request may meet on the way.
        await Eventually.BeAsync(
            "the miss",
            async () =>
            {
                await Router.NotePrefixMissAsync(new PrefixMiss(agent.ProjectId, agent.Id, [3, 4]));
                return await TryAsync(query);
            },
            reply => reply.MatchedBlocks == 2);
    }

    [Fact]
    public async Task Route_Burst_SpreadsAndNeverOverbooks()
    {
        string project = TestAgent.NewProject();
        TestAgent[] agents = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => TestAgent.StartAsync(cluster, project, capacity: 16)));
        await SeeAllAsync(agents);

        RouteReply[] replies = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(_ => Router.RouteAsync(agents[0].Query(_leases.Next())).AsTask()));

        replies.ShouldAllBe(reply => reply.Outcome == RouteOutcome.Leased);
        replies.GroupBy(reply => reply.AgentId).Max(picks => picks.Count()).ShouldBeLessThanOrEqualTo(16);
        replies.Select(reply => reply.AgentId).Distinct().Count().ShouldBe(4);
    }

    private Task SeeAllAsync(TestAgent[] agents) => Eventually.BeAsync(
        $"{agents.Length} candidates",
        async () => (await TryAsync(agents[0].Query(_leases.Next()))).Report!.Candidates.Length,
        candidates => candidates == agents.Length);

    /// <summary>Routes and gives the room back.</summary>
    private async Task<RouteReply> TryAsync(RouteQuery query)
    {
        LeaseId lease = _leases.Next();
        RouteReply reply = await Router.RouteAsync(query with { LeaseId = lease });
        if (reply.Outcome == RouteOutcome.Leased)
        {
            await cluster.Grains.GetGrain<IAgentGrain>(GrainKeys.Uuid(reply.AgentId)).ReleaseLeaseAsync(
                new LeaseRelease(lease, LeaseOutcome.Unused, null, 0, 0, 0));
        }

        return reply;
    }

    private Task<RouteReply> RouteAsync(
        RouteQuery query, RouteOutcome outcome, Func<RouteReply, bool>? condition = null) =>
        Eventually.BeAsync(
            $"outcome {outcome}",
            () => Router.RouteAsync(query).AsTask(),
            reply => reply.Outcome == outcome && (condition is null || condition(reply)));
}
