using Xerotier.Grains.Agents;
using Xerotier.Grains.Fleet;
using Xerotier.Grains.Requests;
using Xerotier.Grains.Tests.Agents;

namespace Xerotier.Grains.Tests.Fleet;

public sealed class FleetRestartTests : IAsyncLifetime
{
    private readonly GrainCluster _cluster = new();
    private readonly Leases _leases = new();

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Restart_RosterAndEpoch_TellPullersToStartOver()
    {
        TestAgent agent = await TestAgent.StartAsync(_cluster);
        FleetChange before = await SeeAsync(agent, change => change.Agents is [{ State: AgentState.Active }]);

        await _cluster.RestartAsync();

        FleetChange after = await Fleet(agent).PullAsync(before.Epoch, before.Version, TimeSpan.FromSeconds(5));
        after.Epoch.ShouldNotBe(before.Epoch);
        after.Full.ShouldBeTrue();
        after.Warming.ShouldBeTrue();
        AgentSnapshot away = after.Agents.ShouldHaveSingleItem();
        away.State.ShouldBe(AgentState.Disconnected);
        away.KnownModels.ShouldBe([TestAgent.Model]);

        await agent.Grain.AttachTunnelAsync(new TunnelAddress("host", 2));
        await agent.BeatAsync();
        FleetChange warm = await SeeAsync(agent, change => change.Agents is [{ State: AgentState.Active }]);
        warm.Warming.ShouldBeFalse();
    }

    [Fact]
    public async Task Restart_AgentNotBackYet_RequestsWaitAndThenRoute()
    {
        TestAgent agent = await TestAgent.StartAsync(_cluster);
        await RouteAsync(agent, RouteOutcome.Leased);

        await _cluster.RestartAsync();
        await RouteAsync(agent, RouteOutcome.Queue);

        await agent.Grain.AttachTunnelAsync(new TunnelAddress("host", 2));
        await agent.BeatAsync();
        await RouteAsync(agent, RouteOutcome.Leased);
    }

    private Task<RouteReply> RouteAsync(TestAgent agent, RouteOutcome outcome)
    {
        IRouterGrain router = _cluster.Grains.GetGrain<IRouterGrain>(GrainKeys.Router);
        return Eventually.BeAsync(
            $"outcome {outcome}",
            () => router.RouteAsync(agent.Query(_leases.Next())).AsTask(),
            reply => reply.Outcome == outcome);
    }

    private IFleetGrain Fleet(TestAgent agent) => _cluster.Grains.GetGrain<IFleetGrain>(agent.ProjectId);

    private Task<FleetChange> SeeAsync(TestAgent agent, Func<FleetChange, bool> condition) => Eventually.BeAsync(
        "the fleet's news", () => Fleet(agent).PullAsync(0, 0, TimeSpan.Zero).AsTask(), condition);
}
