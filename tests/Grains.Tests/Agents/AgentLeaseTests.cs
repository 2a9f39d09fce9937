using Xerotier.Grains.Agents;

namespace Xerotier.Grains.Tests.Agents;

public sealed class AgentLeaseTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private readonly Leases _leases = new();

    [Fact]
    public async Task Acquire_SameIdAgain_IsOneLease()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);
        LeaseId id = _leases.Next();

        for (int i = 0; i < 3; i++)
        {
            LeaseReply reply = await agent.AcquireAsync(id);
            reply.Granted.ShouldBeTrue();
            reply.Leases.ShouldBe(1);
            reply.ReservedTokens.ShouldBe(100);
            reply.Address!.Tunnel!.HostId.ShouldBe("host");
        }
    }

    [Fact]
    public async Task Acquire_AfterTwentyAnswers_SaysWhatToExpect()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);
        LeaseReply reply = await agent.AcquireAsync(_leases.Next());
        reply.ExpectedTtftMs.ShouldBeNull();
        reply.ExpectedTpotMs.ShouldBeNull();

        for (int i = 0; i < 20; i++)
        {
            LeaseId id = _leases.Next();
            await agent.AcquireAsync(id);
            await agent.ReleaseAsync(id);
        }

        await Eventually.BeAsync("the releases", agent.LoadAsync, load => load.Leases == 1);
        reply = await agent.AcquireAsync(_leases.Next());
        reply.ExpectedTtftMs!.Value.ShouldBeInRange(1, 1_000);
        reply.ExpectedTpotMs!.Value.ShouldBeInRange(0.01, 100);
    }

    [Fact]
    public async Task Acquire_ToGoOnWithAnAnswer_NeedsAnAgentThatCan()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);
        LeaseRequest request = agent.Request(_leases.Next()) with { Continues = true };

        LeaseReply reply = await agent.Grain.AcquireLeaseAsync(request);
        reply.Granted.ShouldBeFalse();
        reply.Continues.ShouldBeFalse();

        await agent.Grain.ReceiveHeartbeatAsync(agent.Heartbeat() with { Continues = true });
        reply = await agent.Grain.AcquireLeaseAsync(request);
        reply.Granted.ShouldBeTrue();
        reply.Continues.ShouldBeTrue();
    }

    [Fact]
    public async Task Acquire_ProjectRunsWhatItsTierAllows_IsRefusedUntilOneEnds()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);
        LeaseId first = _leases.Next();
        await agent.Grain.AcquireLeaseAsync(agent.Request(first) with { ProjectLimit = 2 });
        await agent.Grain.AcquireLeaseAsync(agent.Request(_leases.Next()) with { ProjectLimit = 2 });

        LeaseReply reply = await agent.Grain.AcquireLeaseAsync(
            agent.Request(_leases.Next()) with { ProjectLimit = 2 });
        (reply.Granted, reply.Leases, reply.Capacity).ShouldBe((false, 2, 2));

        await agent.ReleaseAsync(first);
        await Eventually.BeAsync("the release", agent.LoadAsync, load => load.Leases == 1);
        reply = await agent.Grain.AcquireLeaseAsync(agent.Request(_leases.Next()) with { ProjectLimit = 2 });
        reply.Granted.ShouldBeTrue();
    }

    [Fact]
    public async Task Release_SameIdAgain_GivesOneLeaseBack()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);
        LeaseId first = _leases.Next();
        await agent.AcquireAsync(first);
        await agent.AcquireAsync(_leases.Next());

        await agent.ReleaseAsync(first);
        await agent.ReleaseAsync(first);
        await agent.ReleaseAsync(new Leases("stranger").Next());

        await Eventually.BeAsync("one lease", agent.LoadAsync, load => load.Leases == 1);
        (await agent.LoadAsync()).ReservedTokens.ShouldBe(100);
    }

    [Fact]
    public async Task Acquire_OvertakenByItsRelease_IsNotGranted()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);
        LeaseId marker = _leases.Next();
        await agent.AcquireAsync(marker);
        LeaseId late = _leases.Next();

        await agent.ReleaseAsync(late, LeaseOutcome.Unused);
        await agent.ReleaseAsync(marker);
        await Eventually.BeAsync("the releases", agent.LoadAsync, load => load.Leases == 0);

        (await agent.AcquireAsync(late)).Granted.ShouldBeFalse();
        (await agent.LoadAsync()).Leases.ShouldBe(0);
    }

    [Fact]
    public async Task Acquire_Full_IsRefusedWithTheRealBacklog()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster, capacity: 2);
        await agent.AcquireAsync(_leases.Next());
        await agent.AcquireAsync(_leases.Next());

        LeaseReply reply = await agent.AcquireAsync(_leases.Next());

        reply.Granted.ShouldBeFalse();
        reply.Leases.ShouldBe(2);
        reply.Capacity.ShouldBe(2);
        reply.Address.ShouldBeNull();
    }

    [Fact]
    public async Task Acquire_RouterAssumedFarLess_IsRefusedThoughThereIsRoom()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster, capacity: 100);
        for (int i = 0; i < 10; i++)
        {
            await agent.AcquireAsync(_leases.Next());
        }

        (await agent.AcquireAsync(_leases.Next(), assumed: 0)).Granted.ShouldBeFalse();
        (await agent.AcquireAsync(_leases.Next(), assumed: 10)).Granted.ShouldBeTrue();
    }

    [Fact]
    public async Task Acquire_RouterAssumedAFarSmallerBacklog_IsRefusedWithTheRealOne()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster, capacity: 100);
        await agent.Grain.AcquireLeaseAsync(agent.Request(_leases.Next()) with { UncachedTokens = 1_000_000 });
        LeaseRequest next = agent.Request(_leases.Next()) with { AssumedBacklogTokens = 0 };

        LeaseReply refused = await agent.Grain.AcquireLeaseAsync(next);

        refused.Granted.ShouldBeFalse();
        refused.BacklogTokens.ShouldBeGreaterThan(4_096);
        (await agent.Grain.AcquireLeaseAsync(next with { AssumedBacklogTokens = refused.BacklogTokens }))
            .Granted.ShouldBeTrue();
    }

    [Fact]
    public async Task FirstToken_Came_ItsPromptIsNoBacklogAnyMore()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster, capacity: 100);
        LeaseId first = _leases.Next();
        await agent.Grain.AcquireLeaseAsync(agent.Request(first) with { UncachedTokens = 1_000_000 });

        await agent.Grain.NoteFirstTokenAsync(first, 1_000);

        await Eventually.BeAsync(
            "room without a backlog",
            async () => (await agent.Grain.AcquireLeaseAsync(
                agent.Request(_leases.Next()) with { AssumedBacklogTokens = 0 })).Granted,
            granted => granted);
    }

    [Fact]
    public async Task Acquire_TokensDoNotFitTheKvCache_WaitsUntilTheyDo()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster, capacity: 100, kvTokens: 1_000);
        LeaseId big = _leases.Next();
        (await agent.Grain.AcquireLeaseAsync(agent.Request(big) with { ReservedTokens = 5_000 }))
            .Granted.ShouldBeTrue("an idle agent takes any request");

        (await agent.AcquireAsync(_leases.Next())).Granted.ShouldBeFalse();
        await agent.ReleaseAsync(big);
        for (int i = 0; i < 10; i++)
        {
            (await agent.AcquireAsync(_leases.Next())).Granted.ShouldBeTrue();
        }

        (await agent.AcquireAsync(_leases.Next())).Granted.ShouldBeFalse();
    }

    [Fact]
    public async Task Acquire_ForAnotherProject_IsRefused()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);

        LeaseReply reply = await agent.Grain.AcquireLeaseAsync(
            agent.Request(_leases.Next()) with { ProjectId = TestAgent.NewProject() });

        reply.Granted.ShouldBeFalse();
    }

    [Fact]
    public async Task Acquire_BoundExclusively_ServesOnlyThatEndpoint()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);
        var endpoint = Guid.NewGuid();
        (await agent.Grain.BindExclusiveAsync(endpoint)).ShouldBeNull();
        (await agent.Grain.BindExclusiveAsync(endpoint)).ShouldBeNull();

        (await agent.AcquireAsync(_leases.Next(), Guid.NewGuid())).Granted.ShouldBeFalse();
        (await agent.AcquireAsync(_leases.Next(), endpoint)).Granted.ShouldBeTrue();

        await agent.Grain.UnbindExclusiveAsync(endpoint);
        (await agent.AcquireAsync(_leases.Next(), Guid.NewGuid())).Granted.ShouldBeTrue();
    }

    [Fact]
    public async Task Acquire_Draining_IsRefused()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);
        await agent.BeatAsync(draining: true);

        (await agent.AcquireAsync(_leases.Next())).Granted.ShouldBeFalse();
    }

    [Fact]
    public async Task Reassert_HostSilentFor15Seconds_LosesItsLeases()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);
        var silent = new Leases("silent");
        LeaseId kept = _leases.Next();
        await agent.AcquireAsync(silent.Next());
        await agent.AcquireAsync(kept);

        cluster.Time.Advance(TimeSpan.FromSeconds(10));
        await agent.Grain.ReassertLeasesAsync(_leases.Held(kept));
        await agent.BeatAsync();
        cluster.Time.Advance(TimeSpan.FromSeconds(6));

        await Eventually.BeAsync("the silent host's lease to go", agent.LoadAsync, load => load.Leases == 1);
    }

    [Fact]
    public async Task Reassert_LeaseNoLongerNamed_IsDropped()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);
        LeaseId kept = _leases.Next();
        await agent.AcquireAsync(kept);
        await agent.AcquireAsync(_leases.Next());

        await agent.Grain.ReassertLeasesAsync(_leases.Held(kept));
        (await agent.LoadAsync()).Leases.ShouldBe(2, "a list from before the second lease must not end it");

        cluster.Time.Advance(TimeSpan.FromSeconds(6));
        await agent.Grain.ReassertLeasesAsync(_leases.Held(kept));
        await Eventually.BeAsync("the forgotten lease to go", agent.LoadAsync, load => load.Leases == 1);
    }

    [Fact]
    public async Task Acquire_NewProcessOfTheHost_DropsTheOldOnesLeases()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);
        var old = new Leases("host", epoch: 1);
        var young = new Leases("host", epoch: 2);
        await agent.AcquireAsync(old.Next());
        await agent.AcquireAsync(old.Next());

        (await agent.AcquireAsync(young.Next())).Leases.ShouldBe(1);
        (await agent.AcquireAsync(old.Next())).Granted.ShouldBeFalse();
    }

    [Fact]
    public async Task Release_AgentFailed_KeepsTheAgentOutThenLetsOneProbeThrough()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);
        LeaseId failing = _leases.Next();
        await agent.AcquireAsync(failing);
        await agent.ReleaseAsync(failing, LeaseOutcome.AgentFailedEarly);
        await Eventually.BeAsync("the release", agent.LoadAsync, load => load.Leases == 0);
        (await agent.AcquireAsync(_leases.Next())).Granted.ShouldBeFalse();

        cluster.Time.Advance(TimeSpan.FromSeconds(1));
        await agent.BeatAsync();
        LeaseId probe = _leases.Next();
        (await agent.AcquireAsync(probe)).Granted.ShouldBeTrue();
        (await agent.AcquireAsync(_leases.Next())).Granted.ShouldBeFalse();

        await agent.ReleaseAsync(probe, LeaseOutcome.Success);
        await Eventually.BeAsync("full capacity", agent.LoadAsync, load => load is { Leases: 0, Capacity: 4 });
        (await agent.AcquireAsync(_leases.Next())).Granted.ShouldBeTrue();
        (await agent.AcquireAsync(_leases.Next())).Granted.ShouldBeTrue();
    }

    [Theory]
    [InlineData(LeaseOutcome.ClientFault)]
    [InlineData(LeaseOutcome.Unused)]
    public async Task Release_NotTheAgentsFault_DoesNotBlameIt(LeaseOutcome outcome)
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);
        LeaseId id = _leases.Next();
        await agent.AcquireAsync(id);

        await agent.ReleaseAsync(id, outcome);

        await Eventually.BeAsync("the release", agent.LoadAsync, load => load.Leases == 0);
        (await agent.AcquireAsync(_leases.Next())).Granted.ShouldBeTrue();
    }

    [Fact]
    public async Task Release_AgentFailedThenNewTunnel_IsTrustedAgain()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);
        LeaseId failing = _leases.Next();
        await agent.AcquireAsync(failing);
        await agent.ReleaseAsync(failing, LeaseOutcome.AgentFailedLate);
        await Eventually.BeAsync("the release", agent.LoadAsync, load => load.Leases == 0);

        await agent.Grain.AttachTunnelAsync(new TunnelAddress("host", 2));

        (await agent.AcquireAsync(_leases.Next())).Granted.ShouldBeTrue();
    }

    [Fact]
    public async Task Release_Success_RenewsFreshness()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);
        LeaseId id = _leases.Next();
        await agent.AcquireAsync(id);
        cluster.Time.Advance(TimeSpan.FromSeconds(10));
        await agent.ReleaseAsync(id, LeaseOutcome.Success);
        await Eventually.BeAsync("the release", agent.LoadAsync, load => load.Leases == 0);

        cluster.Time.Advance(TimeSpan.FromSeconds(25));

        (await agent.AcquireAsync(_leases.Next())).Granted.ShouldBeTrue();
    }
}
