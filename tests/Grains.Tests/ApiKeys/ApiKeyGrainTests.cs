using Xerotier.Grains.ApiKeys;
using Xerotier.Grains.Faults;

namespace Xerotier.Grains.Tests.ApiKeys;

public sealed class ApiKeyGrainTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    [Fact]
    public async Task ResolveAsync_AKey_AnswersWhatItAllowsAndItsHash()
    {
        string hash = NewHash();
        await Key(hash).CreateAsync(Spec());

        var access = await Key(hash).ResolveAsync();

        access!.Hash.ShouldBe(hash);
        access.Scopes.ShouldBe(["inference"]);
        access.ValidUntil.ShouldBeNull();
    }

    [Fact]
    public async Task ResolveAsync_AnUnknownOrRevokedKey_AnswersNothing()
    {
        var key = Key(NewHash());
        (await key.ResolveAsync()).ShouldBeNull();
        await key.CreateAsync(Spec());

        await key.RevokeAsync();

        (await key.ResolveAsync()).ShouldBeNull();
        (await key.GetAsync()).Value!.Active.ShouldBeFalse();
    }

    [Fact]
    public async Task RetireAsync_AKey_EndsItAfterTheGraceTime()
    {
        var key = Key(NewHash());
        await key.CreateAsync(Spec());

        await key.RetireAsync(cluster.Time.GetUtcNow().AddHours(1));

        (await key.ResolveAsync()).ShouldNotBeNull();
        cluster.Time.Advance(TimeSpan.FromMinutes(61));
        (await key.ResolveAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task RevokeAsync_ARotatedKey_RevokesTheOnesItReplaced()
    {
        string[] hashes = [NewHash(), NewHash(), NewHash()];
        await Key(hashes[0]).CreateAsync(Spec());
        await Key(hashes[1]).CreateAsync(Spec() with { Replaces = hashes[0] });
        await Key(hashes[2]).CreateAsync(Spec() with { Replaces = hashes[1] });

        await Key(hashes[2]).RevokeAsync();

        foreach (string hash in hashes)
        {
            (await Key(hash).ResolveAsync()).ShouldBeNull();
        }
    }

    [Fact]
    public async Task TouchAsync_ManyTimesAMinute_IsStoredOnce()
    {
        string hash = NewHash();
        await Key(hash).CreateAsync(Spec());
        var now = cluster.Time.GetUtcNow();
        for (int i = 0; i < 10; i++)
        {
            await Key(hash).TouchAsync(now.AddSeconds(i));
        }

        await Eventually.BeAsync(
            "the first use", () => Key(hash).GetAsync().AsTask(), seen => seen.Value!.LastUsed == now);
        cluster.Storage.WritesOf("api-key", hash).ShouldBe(2);
    }

    [Fact]
    public async Task AnyChange_OfAnUnknownKey_IsNotFound()
    {
        var key = Key(NewHash());

        (await key.SetQuotaAsync(new ApiKeyQuota(1, 1))).Fault!.Code.ShouldBe(FaultCode.ApiKeyNotFound);
        (await key.SetIpFilterAsync(["10.0.0.1"])).Fault!.Code.ShouldBe(FaultCode.ApiKeyNotFound);
        (await key.RevokeAsync()).Fault!.Code.ShouldBe(FaultCode.ApiKeyNotFound);
    }

    private static string NewHash() => Guid.NewGuid().ToString("N") + Guid.NewGuid().ToString("N");

    private static ApiKeySpec Spec() => new(
        Guid.NewGuid(), "proj_a", "k", "xero_a_AbCd", "member", ["inference"], null, [], null, null, null);

    private IApiKeyGrain Key(string hash) => cluster.Grains.GetGrain<IApiKeyGrain>(GrainKeys.ApiKey(hash));
}
