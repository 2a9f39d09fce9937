using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Turns;

[Collection(ClusterCollection.Name)]
public sealed class TurnTests(EngineCluster cluster)
{
    private readonly string _key = Journal.NewKey();
    private readonly string _gate = Journal.NewKey();

    [Fact]
    public async Task Call_OtherRuns_Waits()
    {
        var blocked = Grain().Block(_gate);
        await Expect($"blocked at {_gate}");
        var second = Grain().Ordinary();
        var always = await Grain().Always().WithinDeadline("a call that always interleaves");

        Journal.IsEmpty(_key).ShouldBeTrue();
        Journal.Open(_gate);
        await Task.WhenAll(blocked, second).WithinDeadline("both calls");
        always.ShouldBe("always");
        (await Journal.NextAsync<string>(_key, 2, "both calls")).ShouldBe([$"passed {_gate}", "ordinary"]);
    }

    [Fact]
    public async Task ReadOnly_OtherReadRuns_Interleaves()
    {
        var first = Grain().Read(_gate);
        await Expect($"blocked at {_gate}");
        var second = Grain().Read(_gate);
        await Expect($"blocked at {_gate}");

        Journal.Open(_gate);
        await Task.WhenAll(first, second).WithinDeadline("both reads");
        (await Journal.NextAsync<string>(_key, 2, "both reads")).ShouldBe([$"passed {_gate}", $"passed {_gate}"]);
    }

    [Fact]
    public async Task ReadOnly_OtherCallRuns_Waits()
    {
        var otherGate = Journal.NewKey();
        var blocked = Grain().Block(_gate);
        await Expect($"blocked at {_gate}");
        var read = Grain().Read(otherGate);
        await Grain().Always().WithinDeadline("a call that always interleaves");

        Journal.IsEmpty(_key).ShouldBeTrue();
        Journal.Open(_gate);
        Journal.Open(otherGate);
        await Task.WhenAll(blocked, read).WithinDeadline("both calls");
    }

    [Fact]
    public async Task Reentrant_OtherRuns_Interleaves()
    {
        var grain = cluster.Client.GetGrain<IReentrant>(_key);
        var blocked = grain.Block(_gate);
        await Expect("blocked");

        (await grain.Pass("word").WithinDeadline("the second call")).ShouldBe("word");
        Journal.Open(_gate);
        await blocked.WithinDeadline("the first call");
    }

    [Fact]
    public async Task MayInterleave_PredicateHolds_Interleaves()
    {
        var grain = cluster.Client.GetGrain<ISelective>(_key);
        var blocked = grain.Block(_gate);
        await Expect("blocked");
        var later = grain.Pass("later");

        (await grain.Pass("now").WithinDeadline("the call that may interleave")).ShouldBe("now");
        later.IsCompleted.ShouldBeFalse();
        Journal.Open(_gate);
        await blocked.WithinDeadline("the first call");
        (await later.WithinDeadline("the call that may not")).ShouldBe("later");
    }

    [Fact]
    public async Task Await_InTurn_StaysOnTheActivationsScheduler()
    {
        (await Grain().IsOnSameSchedulerAfterAwait()).ShouldBeTrue();
        (await Grain().LeavesSchedulerWithTaskRun()).ShouldBeTrue();
    }

    [Fact]
    public async Task Turns_ManyContinuations_RunOneAfterTheOther()
    {
        (await Grain().CountToWithInterleavedAwaits(1_000)).ShouldBe(1_000);
    }

    [Fact]
    public async Task OneWay_CallerDoesNotWait()
    {
        var blocked = Grain().Block(_gate);
        await Expect($"blocked at {_gate}");

        await Grain().Notify("heard").WithinDeadline("the one-way call");

        Journal.IsEmpty(_key).ShouldBeTrue();
        Journal.Open(_gate);
        await blocked.WithinDeadline("the first call");
        (await Journal.NextAsync<string>(_key, 2, "both calls")).ShouldBe([$"passed {_gate}", "heard"]);
    }

    [Fact]
    public async Task OneWay_MethodThrows_CallerDoesNotHear()
    {
        await Grain().NotifyAndThrow("heard");

        await Expect("heard");
        (await Grain().Ordinary()).ShouldBe("ordinary");
    }

    [Fact]
    public async Task ResponseTimeout_OfMethod_EndsTheCall()
    {
        await Should.ThrowAsync<TimeoutException>(
            () => Grain().BlockBriefly(_gate).WithinDeadline("the response timeout"));
        Journal.Open(_gate);
    }

    [Fact]
    public async Task CallChain_ComesBack_DeadlockEndsAsTimeout()
    {
        await Should.ThrowAsync<TimeoutException>(
            () => Grain().CallBack(Journal.NewKey()).WithinDeadline("the response timeout"));
    }

    [Fact]
    public async Task CallChain_ReentrancyAllowed_ComesBack()
    {
        (await Grain().CallBackAllowed(Journal.NewKey()).WithinDeadline("the call chain")).ShouldBe("ordinary");
    }

    [Fact]
    public async Task Throws_CallerGetsTheException()
    {
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => Grain().Fail());

        failure.Message.ShouldBe("failed on purpose");
    }

    private ITurns Grain() => cluster.Client.GetGrain<ITurns>(_key);

    private async Task Expect(string entry) =>
        (await Journal.NextAsync<string>(_key, entry)).ShouldBe(entry);
}
