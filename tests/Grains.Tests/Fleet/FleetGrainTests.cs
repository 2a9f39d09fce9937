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
        await Eventually.BeAsync("the roster", () => Task.FromResult(WritesOf(agent)), count => count > 0);
        int writes = WritesOf(agent);

        for (int i = 0; i < 10; i++)
        {
            await FleetOf(agent.ProjectId).UpdateAsync(seen with { Leases = i });
        }

        cluster.Time.Advance(TimeSpan.FromSeconds(10));
        await FleetOf(agent.ProjectId).UpdateAsync(seen);
        WritesOf(agent).ShouldBe(writes);
    }

    [Fact]
    public async Task Update_ManyNewAgents_AreWrittenTogether()
    {
        string project = TestAgent.NewProject();
        TestAgent[] agents = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => TestAgent.EnrollAsync(cluster, project)));
        foreach (TestAgent agent in agents)
        {
            await SeeAsync(agent, snapshot => snapshot.State == AgentState.Pending);
        }

        await Eventually.BeAsync("the roster", () => Task.FromResult(WritesOf(agents[0])), count => count > 0);
        await FleetOf(project).RemoveAsync(agents[0].Id);

        WritesOf(agents[0]).ShouldBeLessThan(25);
    }

    [Fact]
    public async Task Pull_PrefixNewsBetweenTwoPulls_AreInTheNextOneOnly()
    {
        TestAgent agent = await TestAgent.StartAsync(cluster);
        AgentSnapshot seen = await SeeAsync(agent, snapshot => snapshot.State == AgentState.Active);
        IFleetGrain fleet = FleetOf(agent.ProjectId);
        FleetChange before = await fleet.PullAsync(0, 0, TimeSpan.Zero);
        var news = new AgentPrefixes(1, [1, 2], [3]);

        await fleet.UpdateAsync(seen with { Heartbeat = agent.Heartbeat() with { Prefixes = news } });
        await fleet.UpdateAsync(seen with { Leases = 3 });

        FleetChange next = await fleet.PullAsync(before.Epoch, before.Version, Wait);
        next.Agents.Single().Leases.ShouldBe(3);
        next.Agents.Single().Heartbeat!.Prefixes!.Held.ShouldBe(news.Held);
        await fleet.UpdateAsync(seen with { Leases = 4 });
        FleetChange later = await fleet.PullAsync(next.Epoch, next.Version, Wait);
        later.Agents.Single().Heartbeat!.Prefixes.ShouldBeNull();
    }

    private int WritesOf(TestAgent agent) => cluster.Storage.WritesOf("fleet", agent.ProjectId);

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
