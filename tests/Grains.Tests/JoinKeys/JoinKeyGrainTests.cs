using Xerotier.Grains.Faults;
using Xerotier.Grains.JoinKeys;

namespace Xerotier.Grains.Tests.JoinKeys;

public sealed class JoinKeyGrainTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    [Fact]
    public async Task RedeemAsync_ByOneAgent_IsRefusedToAnother()
    {
        var key = await CreateAsync();
        var agent = Guid.NewGuid();
        (await key.RedeemAsync(agent)).Value!.UsedBy.ShouldBe(agent);

        (await key.RedeemAsync(agent)).Fault.ShouldBeNull();
        (await key.RedeemAsync(Guid.NewGuid())).Fault!.Code.ShouldBe(FaultCode.InvalidJoinKey);
        (await key.GetAsync()).Value!.UsedBy.ShouldBe(agent);
    }

    [Fact]
    public async Task RedeemAsync_AnExpiredKey_IsRefused()
    {
        var key = await CreateAsync();
        cluster.Time.Advance(TimeSpan.FromHours(2));

        (await key.RedeemAsync(Guid.NewGuid())).Fault!.Code.ShouldBe(FaultCode.InvalidJoinKey);
        (await key.GetAsync()).Value!.UsedBy.ShouldBeNull();
    }

    [Fact]
    public async Task RedeemAsync_ARevokedOrUnknownKey_IsRefused()
    {
        var key = await CreateAsync();
        await key.RevokeAsync();

        (await key.RedeemAsync(Guid.NewGuid())).Fault!.Code.ShouldBe(FaultCode.InvalidJoinKey);
        (await Key().RedeemAsync(Guid.NewGuid())).Fault!.Code.ShouldBe(FaultCode.InvalidJoinKey);
        (await Key().RevokeAsync()).Fault!.Code.ShouldBe(FaultCode.JoinKeyNotFound);
    }

    private async Task<IJoinKeyGrain> CreateAsync()
    {
        var key = Key();
        await key.CreateAsync(new JoinKeySpec(
            Guid.NewGuid(), "proj_a", "", null, null, false, null, cluster.Time.GetUtcNow().AddHours(1)));
        return key;
    }

    private IJoinKeyGrain Key() =>
        cluster.Grains.GetGrain<IJoinKeyGrain>(GrainKeys.JoinKey(Guid.NewGuid().ToString("D")));
}
