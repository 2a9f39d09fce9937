using Xerotier.Grains.Agents;
using Xerotier.Grains.Fleet;
using Xerotier.Grains.Tests.Agents;

namespace Xerotier.Grains.Tests.Fleet;

public sealed class FleetGrainTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Pull_NewAgent_IsInTheNextChange()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);

        AgentSnapshot seen = await SeeAsync(agent, snapshot => snapshot.State == AgentState.Active);

        seen.Capacity.ShouldBe(4);
        seen.Address!.Tunnel!.HostId.ShouldBe("host");
        seen.KnownModels.ShouldBe([TestAgent.Model]);
        seen.SupportedTiers.ShouldBe(["self_hosted"]);
    }

    [Fact]
    public async Task Pull_UpToDate_AnswersOnlyWhatChangesNext()
    {
        string project = TestAgent.NewProject();
        TestAgent first = await TestAgent.StartAsync(cluster, project);
        TestAgent second = await TestAgent.StartAsync(cluster, project);
        await SeeAsync(first, snapshot => snapshot.State == AgentState.Active);
        await SeeAsync(second, snapshot => snapshot.State == AgentState.Active);
        FleetChange all = await FleetOf(project).PullAsync(0, 0, TimeSpan.Zero);
        all.Full.ShouldBeTrue();
        all.Agents.Length.ShouldBe(2);

        Task<FleetChange> next = FleetOf(project).PullAsync(all.Epoch, all.Version, Wait).AsTask();
        await second.Grain.SuspendAsync();

        FleetChange change = await next;
        change.Full.ShouldBeFalse();
        change.Agents.Select(snapshot => snapshot.AgentId).ShouldBe([second.Id]);
        change.Version.ShouldBeGreaterThan(all.Version);
    }

    [Fact]
    public async Task Pull_NoNews_AnswersEmptyAfterTheWait()
    {
        IFleetGrain fleet = FleetOf(TestAgent.NewProject());
        FleetChange now = await fleet.PullAsync(0, 0, TimeSpan.Zero);

        FleetChange later = await fleet.PullAsync(now.Epoch, now.Version, TimeSpan.FromMilliseconds(20));

        later.Full.ShouldBeFalse();
        later.Agents.ShouldBeEmpty();
        later.Version.ShouldBe(now.Version);
    }

    [Fact]
    public async Task Pull_AgentRemoved_SaysSoAndItDoesNotComeBack()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);
        await SeeAsync(agent, snapshot => snapshot.State == AgentState.Active);
        IFleetGrain fleet = FleetOf(agent.ProjectId);
        FleetChange before = await fleet.PullAsync(0, 0, TimeSpan.Zero);

        await agent.Grain.RemoveAsync();
        await fleet.UpdateAsync(before.Agents.Single());

        FleetChange after = await fleet.PullAsync(before.Epoch, before.Version, Wait);
        after.Removed.ShouldBe([agent.Id]);
        (await fleet.PullAsync(0, 0, TimeSpan.Zero)).Agents.ShouldBeEmpty();
    }

    [Fact]
    public async Task Update_LoadOnly_IsNotStored()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);
        AgentSnapshot seen = await SeeAsync(agent, snapshot => snapshot.State == AgentState.Active);
        int writes = cluster.Storage.WritesOf("fleet", agent.ProjectId);

        for (int i = 0; i < 10; i++)
        {
            await FleetOf(agent.ProjectId).UpdateAsync(seen with { Leases = i });
        }

        cluster.Storage.WritesOf("fleet", agent.ProjectId).ShouldBe(writes);
    }

    [Fact]
    public async Task Report_ManyLeases_AreCoalesced()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster, capacity: 10_000);
        await SeeAsync(agent, snapshot => snapshot.State == AgentState.Active);
        IFleetGrain fleet = FleetOf(agent.ProjectId);
        long before = (await fleet.PullAsync(0, 0, TimeSpan.Zero)).Version;
        var leases = new Leases();
        DateTimeOffset started = cluster.Time.GetUtcNow();

        for (int i = 0; i < 500; i++)
        {
            await agent.AcquireAsync(leases.Next());
        }

        await SeeAsync(agent, snapshot => snapshot.Leases == 500);
        double intervals = (cluster.Time.GetUtcNow() - started) / TimeSpan.FromMilliseconds(50);
        long reports = (await fleet.PullAsync(0, 0, TimeSpan.Zero)).Version - before;
        ((double)reports).ShouldBeLessThanOrEqualTo(intervals + 4);
    }

    private async Task<AgentSnapshot> SeeAsync(TestAgent agent, Func<AgentSnapshot, bool> condition) =>
        (await Eventually.BeAsync(
            "the fleet's news",
            async () => (await FleetOf(agent.ProjectId).PullAsync(0, 0, TimeSpan.Zero)).Agents
                .SingleOrDefault(snapshot => snapshot.AgentId == agent.Id),
            snapshot => snapshot is not null && condition(snapshot)))!;

    private IFleetGrain FleetOf(string project) => cluster.Grains.GetGrain<IFleetGrain>(project);
}
