using Xerotier.Grains.Agents;
using Xerotier.Grains.Requests;
using Xerotier.Grains.Tests.Agents;
using Xerotier.Routing.Tiers;

namespace Xerotier.Grains.Tests.Requests;

/// <summary>The five rules of the page on hosted and self-hosted agents and the note below them; a test each.</summary>
public sealed class RoutingBehaviorTests : IAsyncLifetime
{
    private readonly GrainCluster _cluster = new();
    private readonly Leases _leases = new();

    private IRouterGrain Router => _cluster.Grains.GetGrain<IRouterGrain>(GrainKeys.Router);

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Rule1_UserOwnedAgentsTakePrecedence()
    {
        await StartSharedAsync();
        TestAgent own = await TestAgent.StartAsync(_cluster, capacity: 10, tier: ServiceTiers.GpuNvidia);
        RouteQuery query = own.Query(_leases.Next()) with { Tier = ServiceTiers.GpuNvidia };
        await SeeAsync(query, reply => reply.AgentId == own.Id);

        for (int i = 0; i < 9; i++)
        {
            (await Router.RouteAsync(query with { LeaseId = _leases.Next() })).AgentId.ShouldBe(own.Id);
        }
    }

    [Theory]
    [InlineData("busy")]
    [InlineData("offline")]
    public async Task Rule2_AutomaticFallback(string own)
    {
        TestAgent shared = await StartSharedAsync();
        TestAgent agent = await TestAgent.StartAsync(_cluster, capacity: 1);
        await SeeAsync(agent.Query(_leases.Next(), fallback: true), reply => reply.AgentId == agent.Id);
        if (own == "offline")
        {
            await agent.Grain.DetachTunnelAsync(new TunnelAddress("host", 1));
        }

        await SeeAsync(agent.Query(_leases.Next(), fallback: true), reply => reply.AgentId == shared.Id);
    }

    [Fact]
    public async Task Rule3_RegionalAffinity()
    {
        string project = TestAgent.NewProject();
        TestAgent far = await StartInAsync(project, "eu-west-1");
        TestAgent near = await StartInAsync(project, "us-east-2");
        TestAgent here = await StartInAsync(project, "us-east-1");
        RouteQuery query = far.Query(_leases.Next()) with { Region = "us-east-1", Exploration = 0, Sharpness = 64 };
        await SeeAsync(query, reply => reply.Report!.Candidates.Length == 3);

        RouteReply same = await Router.RouteAsync(query with { LeaseId = _leases.Next() });
        RouteReply nearby = await Router.RouteAsync(
            query with { LeaseId = _leases.Next(), ExcludedAgents = [here.Id] });

        same.AgentId.ShouldBe(here.Id);
        nearby.AgentId.ShouldBe(near.Id);
    }

    [Fact]
    public async Task Rule4_LoadBalancing()
    {
        string project = TestAgent.NewProject();
        TestAgent[] agents = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => TestAgent.StartAsync(_cluster, project, capacity: 100)));
        RouteQuery query = agents[0].Query(_leases.Next()) with { PromptTokens = 2_000, Exploration = 0 };
        await SeeAsync(query, reply => reply.Report!.Candidates.Length == 3);

        for (int i = 0; i < 30; i++)
        {
            (await Router.RouteAsync(query with { LeaseId = _leases.Next() })).Outcome.ShouldBe(RouteOutcome.Leased);
        }

        foreach (TestAgent agent in agents)
        {
            (await agent.LoadAsync()).Leases.ShouldBeInRange(6, 16);
        }
    }

    [Fact]
    public async Task Rule5_HeartbeatFreshness()
    {
        TestAgent agent = await TestAgent.StartAsync(_cluster);
        await SeeAsync(agent.Query(_leases.Next()), reply => reply.AgentId == agent.Id);

        _cluster.Time.Advance(TimeSpan.FromSeconds(30));

        (await Router.RouteAsync(agent.Query(_leases.Next()))).Outcome.ShouldBe(RouteOutcome.Queue);
    }

    [Fact]
    public async Task Note_FallbackDisabled_RequestsQueueUntilAnAgentBecomesAvailable()
    {
        await StartSharedAsync();
        TestAgent own = await TestAgent.StartAsync(_cluster, capacity: 1);
        LeaseId held = _leases.Next();
        await SeeAsync(own.Query(held), reply => reply.AgentId == own.Id);

        RouteReply waits = await Router.RouteAsync(own.Query(_leases.Next()));
        waits.Outcome.ShouldBe(RouteOutcome.Queue);

        await own.ReleaseAsync(held);
        await SeeAsync(own.Query(_leases.Next()), reply => reply.AgentId == own.Id);
    }

    private Task<TestAgent> StartSharedAsync() => TestAgent.StartAsync(
        _cluster, GrainKeys.PlatformProject, capacity: 100, tier: ServiceTiers.GpuNvidia);

    private async Task<TestAgent> StartInAsync(string project, string region)
    {
        TestAgent agent = await TestAgent.StartAsync(_cluster, project, capacity: 100);
        await agent.Grain.UpdateAsync(new AgentPatch(null, null, region, null, null, null));
        return agent;
    }

    /// <summary>Routes until the view is up to date; leases that were granted on the way are given back.</summary>
    private async Task SeeAsync(RouteQuery query, Func<RouteReply, bool> condition) => await Eventually.BeAsync(
        "the view to be up to date",
        async () =>
        {
            RouteReply reply = await Router.RouteAsync(query);
            if (reply.Outcome == RouteOutcome.Leased && !condition(reply))
            {
                await _cluster.Grains.GetGrain<IAgentGrain>(GrainKeys.Uuid(reply.AgentId)).ReleaseLeaseAsync(
                    new LeaseRelease(query.LeaseId, LeaseOutcome.Unused, null, 0, 0, 0));
                query = query with { LeaseId = _leases.Next() };
            }

            return reply;
        },
        condition);
}
