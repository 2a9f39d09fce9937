using Xerotier.Grains.ApiKeys;
using Xerotier.Grains.Limits;

namespace Xerotier.Grains.Tests.Limits;

public sealed class QuotaGrainTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private readonly Guid _keyId = Guid.NewGuid();

    private IQuotaGrain Quota => cluster.Grains.GetGrain<IQuotaGrain>(GrainKeys.Quota(_keyId));

    [Fact]
    public async Task Take_WindowIsUsedUp_RefusesUntilItEnds()
    {
        var quota = new ApiKeyQuota(2, 3600);

        (await Quota.TakeAsync(quota)).ShouldBe(0);
        (await Quota.TakeAsync(quota)).ShouldBe(0);
        (await Quota.TakeAsync(quota)).ShouldBeInRange(3500, 3600);
        cluster.Time.Advance(TimeSpan.FromHours(1));
        (await Quota.TakeAsync(quota)).ShouldBe(0);
    }

    [Fact]
    public async Task Take_SiloRestarts_RemembersTheCount()
    {
        var quota = new ApiKeyQuota(1, 3600);
        (await Quota.TakeAsync(quota)).ShouldBe(0);

        await cluster.RestartAsync();

        (await Quota.TakeAsync(quota)).ShouldBeGreaterThan(0);
    }
}
