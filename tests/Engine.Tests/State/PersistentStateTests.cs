using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.State;

[Collection(ClusterCollection.Name)]
public sealed class PersistentStateTests(EngineCluster cluster)
{
    private readonly string _key = Journal.NewKey();

    [Fact]
    public async Task State_NeverWritten_HasDefaultsAndNoRecord()
    {
        var view = await Counter().View();

        view.Count.ShouldBe(10);
        view.Exists.ShouldBeFalse();
        view.Etag.ShouldBeNull();
    }

    [Fact]
    public async Task Write_ThenDeactivate_NextActivationHasIt()
    {
        var written = await Counter().Write(1, "note");
        await cluster.DeactivateAsync(Counter());

        var view = await Counter().View();

        view.ShouldBe(new(1, Exists: true, written.Etag, "note"));
        view.Etag.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Write_Twice_ChangesTheEtag()
    {
        var first = await Counter().Write(1);
        var second = await Counter().Write(2);

        second.Etag.ShouldNotBe(first.Etag);
    }

    [Fact]
    public async Task Change_WithoutWrite_IsLostOnDeactivation()
    {
        await Counter().Write(1);
        await Counter().Change(99);
        (await Counter().View()).Count.ShouldBe(99);
        await cluster.DeactivateAsync(Counter());

        (await Counter().View()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Change_AfterWrite_DoesNotReachWhatIsStored()
    {
        await Counter().Write(1);
        await Counter().Change(99);

        (await Counter().Read()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Clear_WrittenState_HasDefaultsAndNoRecord()
    {
        await Counter().Write(1, "note");

        var cleared = await Counter().Clear();
        await cluster.DeactivateAsync(Counter());
        var view = await Counter().View();

        cleared.ShouldBe(new(10, Exists: false, cleared.Etag, ""));
        (view.Count, view.Exists, view.Notes).ShouldBe((10, false, ""));
    }

    [Fact]
    public async Task Write_AfterClear_IsStored()
    {
        await Counter().Write(1);
        await Counter().Clear();

        var written = await Counter().Write(2);
        await cluster.DeactivateAsync(Counter());

        written.Exists.ShouldBeTrue();
        (await Counter().View()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Read_NeverWritten_HasDefaults()
    {
        await Counter().Change(5);

        (await Counter().Read()).Count.ShouldBe(10);
    }

    [Fact]
    public async Task States_OfOneGrain_AreApart()
    {
        await Counter().Write(1);
        await Counter().WriteOther(2);
        await cluster.DeactivateAsync(Counter());

        (await Counter().View()).Count.ShouldBe(1);
        (await Counter().ViewOther()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task States_OfTwoGrains_AreApart()
    {
        await Counter().Write(1);

        (await cluster.Client.GetGrain<ICounter>(Journal.NewKey()).View()).Exists.ShouldBeFalse();
    }

    private ICounter Counter() => cluster.Client.GetGrain<ICounter>(_key);
}
