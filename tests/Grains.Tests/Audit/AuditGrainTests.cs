using Xerotier.Grains.Audit;

namespace Xerotier.Grains.Tests.Audit;

public sealed class AuditGrainTests : IAsyncLifetime
{
    private readonly GrainCluster _cluster = new();

    private IAuditGrain Trail => _cluster.Grains.GetGrain<IAuditGrain>(GrainKeys.Audit);

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task ListAsync_OfAnEmptyTrail_IsEmpty()
    {
        var page = await Trail.ListAsync(null, 100);

        page.Entries.ShouldBeEmpty();
        page.HasMore.ShouldBeFalse();
    }

    [Fact]
    public async Task AppendAsync_OverSeveralPages_NumbersWithoutGapsAndSurvivesARestart()
    {
        const int count = 450;
        for (int i = 0; i < count; i++)
        {
            await Trail.AppendAsync(Action("model.share"), AuditActor.Admin);
        }

        await _cluster.RestartAsync();
        var last = await Trail.AppendAsync(Action("model.demote"), AuditActor.ApiKey(Guid.NewGuid()));

        last.Number.ShouldBe(count + 1);
        List<long> read = [];
        AuditPage page;
        long? before = null;
        do
        {
            page = await Trail.ListAsync(before, 100);
            read.AddRange(page.Entries.Select(entry => entry.Number));
            before = read[^1];
        }
        while (page.HasMore);
        read.ShouldBe(Enumerable.Range(1, count + 1).Reverse().Select(number => (long)number));
        (await Trail.ListAsync(null, 1)).Entries.Single().ShouldBe(last);
    }

    [Theory]
    [InlineData(1L, 0)]
    [InlineData(0L, 0)]
    [InlineData(2L, 1)]
    [InlineData(99L, 2)]
    public async Task ListAsync_BelowANumber_AnswersWhatIsOlder(long before, int count)
    {
        await Trail.AppendAsync(Action("model.share"), AuditActor.Admin);
        await Trail.AppendAsync(Action("model.share"), AuditActor.Admin);

        (await Trail.ListAsync(before, 100)).Entries.Length.ShouldBe(count);
    }

    private static AuditAction Action(string name) => new(name, "proj_a", Guid.NewGuid(), null);
}
