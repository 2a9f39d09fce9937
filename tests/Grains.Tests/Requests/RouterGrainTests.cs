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
        reply.Reason.ShouldBe("attempt=1 candidates=1");
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
    public async Task Route_Burst_SpreadsAndNeverOverbooks()
    {
        string project = TestAgent.NewProject();
        TestAgent[] agents = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => TestAgent.StartAsync(cluster, project, capacity: 16)));
        await Eventually.BeAsync(
            "all agents in the view",
            () => Router.RouteAsync(agents[0].Query(_leases.Next()) with { Model = "mistral" }).AsTask(),
            _ => true);
        await Eventually.BeAsync("four candidates", async () =>
        {
            LeaseId probe = _leases.Next();
            RouteReply reply = await Router.RouteAsync(agents[0].Query(probe));
            if (reply.Outcome == RouteOutcome.Leased)
            {
                await cluster.Grains.GetGrain<IAgentGrain>(GrainKeys.Uuid(reply.AgentId)).ReleaseLeaseAsync(
                    new LeaseRelease(probe, LeaseOutcome.Unused, null, 0, 0, 0));
            }

            return reply.Reason;
        }, reason => reason == "attempt=1 candidates=4");

        RouteReply[] replies = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(_ => Router.RouteAsync(agents[0].Query(_leases.Next())).AsTask()));

        replies.ShouldAllBe(reply => reply.Outcome == RouteOutcome.Leased);
        replies.GroupBy(reply => reply.AgentId).Max(picks => picks.Count()).ShouldBeLessThanOrEqualTo(16);
        replies.Select(reply => reply.AgentId).Distinct().Count().ShouldBe(4);
    }

    private Task<RouteReply> RouteAsync(
        RouteQuery query, RouteOutcome outcome, Func<RouteReply, bool>? condition = null) =>
        Eventually.BeAsync(
            $"outcome {outcome}",
            () => Router.RouteAsync(query).AsTask(),
            reply => reply.Outcome == outcome && (condition is null || condition(reply)));
}
