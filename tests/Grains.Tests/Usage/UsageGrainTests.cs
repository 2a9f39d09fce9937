using Xerotier.Grains.Usage;

namespace Xerotier.Grains.Tests.Usage;

public sealed class UsageGrainTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private readonly string _project = "proj_" + Guid.NewGuid().ToString("N");

    private IUsageGrain Usage =>
        cluster.Grains.GetGrain<IUsageGrain>(GrainKeys.Usage(_project, new DateOnly(2026, 1, 31)));

    [Fact]
    public async Task Record_Batches_AddUpByEndpoint()
    {
        await Usage.RecordAsync(Batch(Row("a", 1), Row("b", 10)));
        await Usage.RecordAsync(Batch(Row("a", 2)));

        (await Usage.ListRollupsAsync()).ShouldBe([Row("a", 3), Row("b", 10)], ignoreOrder: true);
    }

    [Fact]
    public async Task Record_SameBatchAgain_CountsOnceAlsoAfterARestart()
    {
        UsageBatch batch = Batch(Row("a", 5));
        await Usage.RecordAsync(batch);
        await Usage.RecordAsync(batch);

        await cluster.RestartAsync();
        await Usage.RecordAsync(batch);

        (await Usage.ListRollupsAsync()).ShouldBe([Row("a", 5)]);
    }

    [Fact]
    public async Task ListRollups_NothingRecorded_IsEmpty()
    {
        (await Usage.ListRollupsAsync()).ShouldBeEmpty();
    }

    private static UsageBatch Batch(params UsageRollup[] rows) => new(Guid.NewGuid(), [.. rows]);

    private static UsageRollup Row(string endpoint, long count) => new(endpoint, count, count, count, count, count);
}
