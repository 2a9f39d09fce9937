using Xerotier.Grains.Agents;

namespace Xerotier.Grains.Tests.Agents;

public sealed class AgentRestartTests : IAsyncLifetime
{
    private readonly GrainCluster _cluster = new();
    private readonly Leases _leases = new();

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Restart_RequestsStillRun_GrantsOnlyWhatIsLeftUntilHostsReassert()
    {
        TestAgent agent = await TestAgent.StartAsync(_cluster, capacity: 4);
        LeaseId[] running = [_leases.Next(), _leases.Next(), _leases.Next()];
        foreach (LeaseId id in running)
        {
            (await agent.AcquireAsync(id)).Granted.ShouldBeTrue();
        }

        await _cluster.RestartAsync();
        await agent.Grain.AttachTunnelAsync(new TunnelAddress("host", 2));
        await agent.BeatAsync(capacity: 4, running: 3);

        LeaseId fourth = _leases.Next();
        (await agent.AcquireAsync(fourth)).Granted.ShouldBeTrue();
        (await agent.AcquireAsync(_leases.Next())).Granted.ShouldBeFalse("three run unseen and one is leased");

        await agent.Grain.ReassertLeasesAsync(_leases.Held([.. running, fourth]));
        await Eventually.BeAsync("the host's leases", agent.LoadAsync, load => load is { Leases: 4, Capacity: 4 });
        await agent.ReleaseAsync(running[0]);
        await Eventually.BeAsync("the release", agent.LoadAsync, load => load.Leases == 3);
        (await agent.AcquireAsync(_leases.Next())).Granted.ShouldBeTrue();
    }

    [Fact]
    public async Task Restart_NoHostReassertsFor15Seconds_GrantsEverything()
    {
        TestAgent agent = await TestAgent.StartAsync(_cluster, capacity: 2);
        await _cluster.RestartAsync();
        await agent.Grain.AttachTunnelAsync(new TunnelAddress("host", 2));
        await agent.BeatAsync(capacity: 2, running: 2);
        (await agent.AcquireAsync(_leases.Next())).Granted.ShouldBeFalse();

        _cluster.Time.Advance(TimeSpan.FromSeconds(16));
        await agent.BeatAsync(capacity: 2, running: 0);

        (await agent.AcquireAsync(_leases.Next())).Granted.ShouldBeTrue();
        (await agent.AcquireAsync(_leases.Next())).Granted.ShouldBeTrue();
    }

    [Fact]
    public async Task Restart_AgentRecord_IsThereWithItsTokensAndEvents()
    {
        TestAgent agent = await TestAgent.StartAsync(_cluster);
        await agent.Grain.UpdateAsync(new AgentPatch("renamed", null, null, null, null, null));

        await _cluster.RestartAsync();

        (await agent.Grain.AuthenticateAsync(agent.TokenHash)).Value!.Name.ShouldBe("renamed");
        (await agent.Grain.ListEventsAsync()).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Restart_AgentNeverComesBack_IsDisconnectedAfter30Seconds()
    {
        TestAgent agent = await TestAgent.StartAsync(_cluster);
        await _cluster.RestartAsync();
        (await agent.InfoAsync()).State.ShouldBe(AgentState.Active);

        _cluster.Time.Advance(TimeSpan.FromSeconds(31));

        await Eventually.BeAsync("disconnection", agent.InfoAsync, info => info.State == AgentState.Disconnected);
    }
}
