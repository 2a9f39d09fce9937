using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Reminders;

[Collection(ClusterCollection.Name)]
public sealed class ReminderTests(EngineCluster cluster)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly string _key = Journal.NewKey();

    [Fact]
    public async Task Register_ThenFind_IsThere()
    {
        (await Grain().Register("wake", Hour, Hour)).ShouldBe("wake");

        (await Grain().Find("wake")).ShouldBe("wake");
        (await Grain().Find("other")).ShouldBeNull();
    }

    [Fact]
    public async Task Register_Several_AreListed()
    {
        await Grain().Register("wake", Hour, Hour);
        await Grain().Register("clean", Hour, Minute);

        (await Grain().List()).ShouldBe(["clean", "wake"], ignoreOrder: true);
    }

    [Fact]
    public async Task Register_SameNameAgain_Replaces()
    {
        await Grain().Register("wake", Hour, Hour);
        await Grain().Register("wake", Hour, Minute);

        (await Grain().List()).ShouldBe(["wake"]);
    }

    [Fact]
    public async Task Unregister_Registered_IsGone()
    {
        await Grain().Register("wake", Hour, Hour);

        await Grain().Unregister("wake");

        (await Grain().List()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Register_ThenDeactivate_StaysRegistered()
    {
        await Grain().Register("wake", Hour, Hour);
        await cluster.DeactivateAsync(Grain());

        (await Grain().List()).ShouldBe(["wake"]);
    }

    [Fact]
    public async Task Register_SameNameOnOtherGrain_IsApart()
    {
        await Grain().Register("wake", Hour, Hour);

        (await cluster.Client.GetGrain<IReminded>(Journal.NewKey()).List()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Register_PeriodBelowOneMinute_IsRefused()
    {
        await Should.ThrowAsync<ArgumentException>(() => Grain().Register("wake", Hour, TimeSpan.FromSeconds(59)));
        (await Grain().List()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Register_ImpossibleTimes_AreRefused()
    {
        await Should.ThrowAsync<ArgumentException>(() => Grain().Register("wake", -Minute, Hour));
        await Should.ThrowAsync<ArgumentException>(() => Grain().Register("wake", Hour, -Minute));
        await Should.ThrowAsync<ArgumentException>(() => Grain().Register("wake", Timeout.InfiniteTimeSpan, Hour));
        await Should.ThrowAsync<ArgumentException>(() => Grain().Register("wake", Hour, Timeout.InfiniteTimeSpan));
    }

    [Fact]
    public async Task Register_NoName_IsRefused()
    {
        await Should.ThrowAsync<ArgumentException>(() => Grain().Register("", Hour, Hour));
    }

    [Fact]
    public async Task Register_GrainThatIsNotRemindable_IsRefused()
    {
        await Should.ThrowAsync<InvalidOperationException>(
            () => cluster.Client.GetGrain<IForgetful>(_key).Register());
    }

    [Fact]
    public async Task Tick_GrainWasDeactivated_WakesIt()
    {
        await Grain().Register("wake", TimeSpan.FromSeconds(2), Hour);
        await cluster.DeactivateAsync(Grain());

        (await Journal.NextAsync<string>(_key, "the tick")).ShouldBe($"wake every {Hour}");
        await Grain().Unregister("wake");
    }

    private IReminded Grain() => cluster.Client.GetGrain<IReminded>(_key);
}
