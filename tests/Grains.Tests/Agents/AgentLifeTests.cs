using Xerotier.Grains.Agents;
using Xerotier.Grains.Faults;

namespace Xerotier.Grains.Tests.Agents;

public sealed class AgentLifeTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    [Fact]
    public async Task Enroll_Again_AnswersTheSame()
    {
        TestAgent agent = await TestAgent.EnrollAsync(cluster);

        Result<AgentInfo> again = await agent.Grain.EnrollAsync(agent.Enrollment());

        again.Value!.State.ShouldBe(AgentState.Pending);
        (await agent.Grain.ListEventsAsync()).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Enroll_OtherTokens_IsRefused()
    {
        TestAgent agent = await TestAgent.EnrollAsync(cluster);
        AgentEnrollment other = agent.Enrollment() with
        {
            Tokens = new AgentTokens("other", "other", cluster.Time.GetUtcNow().AddDays(1)),
        };

        (await agent.Grain.EnrollAsync(other)).Fault!.Code.ShouldBe(FaultCode.AlreadyExists);
    }

    [Fact]
    public async Task Get_NeverEnrolled_IsNotFound()
    {
        IAgentGrain nobody = cluster.Grains.GetGrain<IAgentGrain>(GrainKeys.Uuid(Guid.NewGuid()));

        (await nobody.GetAsync()).Fault!.Code.ShouldBe(FaultCode.AgentNotFound);
        (await nobody.SuspendAsync()).Fault!.Code.ShouldBe(FaultCode.AgentNotFound);
        (await nobody.RemoveAsync()).Fault!.Code.ShouldBe(FaultCode.AgentNotFound);
        (await nobody.AuthenticateAsync("x")).Fault!.Code.ShouldBe(FaultCode.InvalidAgentToken);
    }

    [Fact]
    public async Task Heartbeat_First_MakesTheAgentActive()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);

        (await agent.InfoAsync()).State.ShouldBe(AgentState.Active);
        (await agent.LoadAsync()).Capacity.ShouldBe(4);
    }

    [Fact]
    public async Task Heartbeat_Silent30Seconds_DisconnectsAndReturnsWithTheNext()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);

        cluster.Time.Advance(TimeSpan.FromSeconds(31));
        await Eventually.BeAsync("disconnection", agent.InfoAsync, info => info.State == AgentState.Disconnected);
        (await agent.AcquireAsync(new Leases().Next())).Granted.ShouldBeFalse();

        await agent.BeatAsync();
        (await agent.InfoAsync()).State.ShouldBe(AgentState.Active);
        (await agent.AcquireAsync(new Leases().Next())).Granted.ShouldBeTrue();
        (await agent.Grain.ListEventsAsync()).Select(entry => entry.State).ShouldBe(
            [AgentState.Active, AgentState.Disconnected, AgentState.Active, AgentState.Pending]);
    }

    [Fact]
    public async Task Heartbeat_OfTheSameState_IsNotStored()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);
        await agent.BeatAsync();
        int writes = cluster.Storage.WritesOf("agent", GrainKeys.Uuid(agent.Id));

        for (int i = 0; i < 10; i++)
        {
            await agent.BeatAsync(running: i);
        }

        cluster.Storage.WritesOf("agent", GrainKeys.Uuid(agent.Id)).ShouldBe(writes);
    }

    [Fact]
    public async Task Heartbeat_Overtaken_IsIgnored()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);
        Heartbeat early = agent.Heartbeat(running: 1);
        Heartbeat late = agent.Heartbeat(running: 2);

        await agent.Grain.ReceiveHeartbeatAsync(late);
        await agent.Grain.ReceiveHeartbeatAsync(early);

        (await agent.LoadAsync()).Heartbeat.ShouldNotBeNull().Running.ShouldBe(2);
        (await agent.Grain.GetHeartbeatStatusAsync()).LastSequence.ShouldBe(late.Sequence);
    }

    [Fact]
    public async Task Heartbeat_OfARestartedProcess_IsTakenThoughItsSequenceStartsAgain()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);
        Heartbeat restarted = agent.Heartbeat(running: 3) with
        {
            Sequence = 0,
            SentAt = cluster.Time.GetUtcNow().AddSeconds(1),
        };

        await agent.Grain.ReceiveHeartbeatAsync(restarted);

        (await agent.LoadAsync()).Heartbeat.ShouldNotBeNull().Running.ShouldBe(3);
    }

    [Fact]
    public async Task Suspend_Running_FinishesButTakesNothingNew()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);
        var leases = new Leases();
        LeaseId running = leases.Next();
        (await agent.AcquireAsync(running)).Granted.ShouldBeTrue();

        (await agent.Grain.SuspendAsync()).Value!.State.ShouldBe(AgentState.Suspended);
        await agent.BeatAsync();

        (await agent.InfoAsync()).State.ShouldBe(AgentState.Suspended);
        (await agent.AcquireAsync(leases.Next())).Granted.ShouldBeFalse();
        (await agent.LoadAsync()).Leases.ShouldBe(1);
        await agent.ReleaseAsync(running);
        await Eventually.BeAsync("the release", agent.LoadAsync, load => load.Leases == 0);

        (await agent.Grain.ResumeAsync()).Value!.State.ShouldBe(AgentState.Active);
        (await agent.AcquireAsync(leases.Next())).Granted.ShouldBeTrue();
    }

    [Fact]
    public async Task Remove_Twice_StaysDeadAndCannotComeBack()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);

        (await agent.Grain.RemoveAsync()).Value!.State.ShouldBe(AgentState.Dead);
        (await agent.Grain.RemoveAsync()).Value!.State.ShouldBe(AgentState.Dead);
        await agent.BeatAsync();

        (await agent.InfoAsync()).State.ShouldBe(AgentState.Dead);
        (await agent.Grain.AuthenticateAsync(agent.TokenHash)).Fault!.Code.ShouldBe(FaultCode.InvalidAgentToken);
        (await agent.Grain.ResumeAsync()).Fault!.Code.ShouldBe(FaultCode.InvalidState);
        (await agent.AcquireAsync(new Leases().Next())).Granted.ShouldBeFalse();
    }

    [Fact]
    public async Task Update_Fields_ChangesWhatIsGiven()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster, capacity: 8);

        AgentInfo info = (await agent.Grain.UpdateAsync(
            new AgentPatch("renamed", "a note", null, ["gpu_nvidia_shared"], 2, 1_000))).Value!;

        info.Name.ShouldBe("renamed");
        info.Description.ShouldBe("a note");
        info.Region.ShouldBe("us-east-1");
        info.SupportedTiers.ShouldBe(["gpu_nvidia_shared"]);
        info.StorageLimitBytes.ShouldBe(1_000);
        (await agent.LoadAsync()).Capacity.ShouldBe(2);
        AgentPatch lift = new(null, null, null, null, 0, 0);
        (await agent.Grain.UpdateAsync(lift)).Value!.StorageLimitBytes.ShouldBeNull();
        (await agent.LoadAsync()).Capacity.ShouldBe(8);
    }

    [Fact]
    public async Task Tunnel_Detached_TakesNothingNewUntilAnotherIsAttached()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);
        var leases = new Leases();

        await agent.Grain.DetachTunnelAsync(new TunnelAddress("host", 1));
        (await agent.AcquireAsync(leases.Next())).Granted.ShouldBeFalse();

        await agent.Grain.AttachTunnelAsync(new TunnelAddress("other", 2));
        (await agent.AcquireAsync(leases.Next())).Address!.Tunnel.ShouldBe(new TunnelAddress("other", 2));
    }

    [Fact]
    public async Task Tunnel_StaleNews_IsIgnored()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);
        TunnelAddress newer = new("other", 2);
        await agent.Grain.AttachTunnelAsync(newer);

        await agent.Grain.DetachTunnelAsync(new TunnelAddress("host", 1));
        await agent.Grain.AttachTunnelAsync(new TunnelAddress("host", 1));

        (await agent.AcquireAsync(new Leases().Next())).Address!.Tunnel.ShouldBe(newer);
    }

    [Fact]
    public async Task Store_Down_FailsTheChangeAndKeepsTheOldState()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);
        cluster.Storage.Breaks(agent.Id, broken: true);
        await Should.ThrowAsync<Exception>(async () => await agent.Grain.SuspendAsync());
        (await agent.InfoAsync()).State.ShouldBe(AgentState.Active);

        cluster.Storage.Breaks(agent.Id, broken: false);
        (await agent.Grain.SuspendAsync()).Value!.State.ShouldBe(AgentState.Suspended);
    }
}
