using Xerotier.Grains.Catalog;
using Xerotier.Grains.Models;
using Xerotier.Grains.Projects;

namespace Xerotier.Grains.Tests.Catalog;

public sealed class CatalogGrainTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private readonly Guid _id = Guid.NewGuid();

    private ICatalogGrain Segment =>
        cluster.Grains.GetGrain<ICatalogGrain>(GrainKeys.Catalog(CatalogSegments.Of(_id)));

    private IModelGrain Model => cluster.Grains.GetGrain<IModelGrain>(GrainKeys.Uuid(_id));

    [Fact]
    public async Task RefreshAsync_APublishedModel_ShowsWhatIsPublicOfIt()
    {
        await RegisterAsync(new string('x', 299) + "\U0001F600 and more");
        await Model.ShareAsync();

        await Segment.RefreshAsync(_id);

        var entry = (await FindAsync())!;
        entry.Name.ShouldBe("Tiny");
        entry.ProjectName.ShouldBe("Acme");
        entry.Description.ShouldBe(new string('x', 299));
        entry.Version.ShouldBe("1.0.0");
        entry.ContextLength.ShouldBe(4096);
        entry.License.ShouldBe("mit");
        entry.WorkloadType.ShouldBe("chat,code");
        entry.Role.ShouldBe(CatalogRoles.Deployable);
        entry.Deployments.ShouldBe(0);
    }

    [Fact]
    public async Task RefreshAsync_AModelTakenBack_ForgetsIt()
    {
        await RegisterAsync();
        await Model.ShareAsync();
        await Segment.RefreshAsync(_id);
        await Model.UnshareAsync();

        await Segment.RefreshAsync(_id);

        (await FindAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task RefreshAsync_OfWhatIsNotPublished_ChangesNothing()
    {
        await RegisterAsync();
        long revision = (await Segment.ReadAsync(-1)).Revision;

        await Segment.RefreshAsync(_id);

        (await Segment.ReadAsync(revision)).ShouldBe(new CatalogSegment(revision, null));
    }

    [Fact]
    public async Task ReadAsync_WithTheRevisionItHas_LeavesTheEntriesOut()
    {
        await RegisterAsync();
        await Model.ShareAsync();
        await Segment.RefreshAsync(_id);
        var read = await Segment.ReadAsync(-1);

        (await Segment.ReadAsync(read.Revision)).Entries.ShouldBeNull();
        await Model.SetFeaturedAsync(true);
        await Segment.RefreshAsync(_id);
        (await Segment.ReadAsync(read.Revision)).Entries.ShouldNotBeNull();
    }

    [Fact]
    public async Task Segment_AfterALostNotice_FindsTheChangeByItself()
    {
        await RegisterAsync();
        await Model.ShareAsync();
        await Segment.RefreshAsync(_id);
        await Model.UnshareAsync();

        await Eventually.BeAsync(
            "the entry to go",
            () =>
            {
                cluster.Time.Advance(TimeSpan.FromSeconds(10));
                return FindAsync();
            },
            entry => entry is null);
    }

    private async Task RegisterAsync(string? description = null)
    {
        string project = "proj_" + Guid.NewGuid();
        await cluster.Grains.GetGrain<IProjectGrain>(project).CreateAsync(new ProjectSpec("acme", "Acme", "paid", []));
        await Model.RegisterAsync(
            new ModelSpec(project, "Tiny", "tiny", "agent:tiny", 4096, "chat,code", description, "mit"));
    }

    private async Task<CatalogEntry?> FindAsync() =>
        (await Segment.ReadAsync(-1)).Entries!.Value.SingleOrDefault(entry => entry.ModelId == _id);
}
