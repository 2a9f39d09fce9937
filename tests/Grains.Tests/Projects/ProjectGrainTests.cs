using Xerotier.Grains.Faults;
using Xerotier.Grains.Projects;

namespace Xerotier.Grains.Tests.Projects;

public sealed class ProjectGrainTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    [Fact]
    public async Task CreateAsync_Again_AnswersTheFirst()
    {
        var project = await CreateAsync("paid");

        var again = await project.CreateAsync(new ProjectSpec("other", "Other", "free", []));

        again.Value!.Name.ShouldBe("Acme");
        again.Value.Plan.ShouldBe("paid");
    }

    [Fact]
    public async Task AnythingOf_AnUnknownProject_IsNotFound()
    {
        var project = Project();

        (await project.GetAsync()).Fault!.Code.ShouldBe(FaultCode.ProjectNotFound);
        (await project.UpdateAsync(new ProjectPatch("paid", null))).Fault!.Code.ShouldBe(FaultCode.ProjectNotFound);
        (await project.AddAsync(Thing(OwnedKind.Model)))!.Code.ShouldBe(FaultCode.ProjectNotFound);
    }

    [Fact]
    public async Task AddAsync_TheSameThingTwice_KeepsOneEntryWithTheLastKey()
    {
        var project = await CreateAsync("paid");
        var key = Thing(OwnedKind.ApiKey);
        await project.AddAsync(key);

        await project.AddAsync(key with { Key = "key:rotated" });

        (await project.ListAsync(OwnedKind.ApiKey, null, 100)).Things.Single().Key.ShouldBe("key:rotated");
    }

    [Theory]
    [InlineData(OwnedKind.Endpoint)]
    [InlineData(OwnedKind.Model)]
    public async Task AddAsync_BeyondTheFreePlan_IsRefusedUntilOneIsRemoved(OwnedKind kind)
    {
        var project = await CreateAsync("free");
        var first = Thing(kind);
        (await project.AddAsync(first)).ShouldBeNull();
        (await project.AddAsync(Thing(kind))).ShouldBeNull();

        (await project.AddAsync(Thing(kind)))!.Code.ShouldBe(FaultCode.PlanLimitReached);

        await project.RemoveAsync(kind, first.Id);
        (await project.AddAsync(Thing(kind))).ShouldBeNull();
    }

    [Fact]
    public async Task AddAsync_AfterTheirRetention_ForgetsJoinKeys()
    {
        var project = await CreateAsync("paid");
        await project.AddAsync(Thing(OwnedKind.JoinKey));
        cluster.Time.Advance(TimeSpan.FromDays(8));

        var fresh = Thing(OwnedKind.JoinKey);
        await project.AddAsync(fresh);

        (await project.ListAsync(OwnedKind.JoinKey, null, 100)).Things.Single().Id.ShouldBe(fresh.Id);
    }

    [Fact]
    public async Task RetireAsync_AThing_MakesRoomForAnotherAndStaysListed()
    {
        var project = await CreateAsync("free");
        var first = Thing(OwnedKind.Model);
        await project.AddAsync(first);
        await project.AddAsync(Thing(OwnedKind.Model));

        await project.RetireAsync(OwnedKind.Model, first.Id);
        await project.RetireAsync(OwnedKind.Model, first.Id);
        await project.RetireAsync(OwnedKind.Model, Guid.NewGuid());

        (await project.AddAsync(Thing(OwnedKind.Model))).ShouldBeNull();
        (await project.AddAsync(Thing(OwnedKind.Model)))!.Code.ShouldBe(FaultCode.PlanLimitReached);
        (await project.ListAsync(OwnedKind.Model, null, 100)).Total.ShouldBe(3);
        (await project.FindAsync(OwnedKind.Model, first.Id)).ShouldNotBeNull();
    }

    [Fact]
    public async Task ListAsync_PageByPage_KeepsTheOrderOfCreation()
    {
        var project = await CreateAsync("paid");
        OwnedThing[] things = [.. Enumerable.Range(0, 5).Select(_ => Thing(OwnedKind.ApiKey))];
        foreach (var thing in things)
        {
            await project.AddAsync(thing);
        }

        var first = await project.ListAsync(OwnedKind.ApiKey, null, 3);
        var last = await project.ListAsync(OwnedKind.ApiKey, first.Things[^1].Id, 3);

        first.HasMore.ShouldBeTrue();
        last.HasMore.ShouldBeFalse();
        first.Things.Concat(last.Things).Select(thing => thing.Id).ShouldBe(things.Select(thing => thing.Id));
    }

    [Fact]
    public async Task ClaimAsync_ASlugThatIsTaken_IsRefusedToOthersOnly()
    {
        var directory = cluster.Grains.GetGrain<IProjectDirectoryGrain>(GrainKeys.ProjectDirectory);
        string slug = Guid.NewGuid().ToString("N")[..8];
        (await directory.ClaimAsync(slug, "proj_one")).ShouldBeNull();

        (await directory.ClaimAsync(slug, "proj_one")).ShouldBeNull();
        (await directory.ClaimAsync(slug, "proj_two"))!.Code.ShouldBe(FaultCode.AlreadyExists);
    }

    private OwnedThing Thing(OwnedKind kind) =>
        new(kind, Guid.NewGuid(), "thing:" + Guid.NewGuid(), cluster.Time.GetUtcNow());

    private IProjectGrain Project() => cluster.Grains.GetGrain<IProjectGrain>("proj_" + Guid.NewGuid());

    private async Task<IProjectGrain> CreateAsync(string plan)
    {
        var project = Project();
        (await project.CreateAsync(new ProjectSpec("acme", "Acme", plan, []))).Fault.ShouldBeNull();
        return project;
    }
}
