using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Timers;

[Collection(ClusterCollection.Name)]
public sealed class GrainTimerTests(EngineCluster cluster)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;

    private readonly string _key = Journal.NewKey();
    private readonly string _gate = Journal.NewKey();

    [Fact]
    public async Task Period_TicksAgainAndAgain()
    {
        await Grain().Start("t", Soon, Soon, interleave: false);

        (await Journal.NextAsync<string>(_key, 5, "five ticks")).ShouldAllBe(static tick => tick == "tick t");
        await Grain().Stop("t");
    }

    [Fact]
    public async Task EveryOverload_Ticks()
    {
        await Grain().StartWithEveryOverload();

        var ticks = await Journal.NextAsync<string>(_key, 8, "a tick of each timer");
        ticks.Order().ShouldBe(["tick a", "tick b", "tick c", "tick d", "tick e", "tick f", "tick g", "tick h"]);
    }

    [Fact]
    public async Task CallRuns_TickWaits()
    {
        var blocked = Grain().Block(_gate);
        await Journal.NextAsync<string>(_key, "the blocked call");
        var start = Grain().Start("t", TimeSpan.Zero, Never, interleave: false);

        Journal.Open(_gate);
        await Task.WhenAll(blocked, start).WithinDeadline("both calls");
        (await Journal.NextAsync<string>(_key, "the tick")).ShouldBe("tick t");
    }

    [Fact]
    public async Task Interleave_CallRuns_TicksBesideIt()
    {
        await Grain().Start("t", TimeSpan.FromMilliseconds(200), Soon, interleave: true);
        var blocked = Grain().Block(_gate);

        var entries = await Journal.NextAsync<string>(_key, 5, "the blocked call and ticks beside it");
        entries.ShouldContain("blocked");
        entries.Last().ShouldBe("tick t");
        blocked.IsCompleted.ShouldBeFalse();
        Journal.Open(_gate);
        await blocked.WithinDeadline("the blocked call");
        await Grain().Stop("t");
    }

    [Fact]
    public async Task Change_MakesAStoppedTimerTick()
    {
        await Grain().Start("t", Never, Never, interleave: false);

        await Grain().Restart("t", TimeSpan.Zero, Never);

        (await Journal.NextAsync<string>(_key, "the tick")).ShouldBe("tick t");
    }

    [Fact]
    public async Task Callback_Throws_NextTickComes()
    {
        await Grain().StartFailing("t");

        (await Journal.NextAsync<string>(_key, 3, "ticks after a failure"))
            .ShouldAllBe(static tick => tick == "tick t");
        await Grain().Stop("t");
    }

    [Fact]
    public async Task Tick_RunsOnTheActivationsScheduler()
    {
        (await Grain().TicksAreTurns()).ShouldBeTrue();
    }

    private IClockwork Grain() => cluster.Client.GetGrain<IClockwork>(_key);
}
