using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Calls;

[Collection(ClusterCollection.Name)]
public sealed class CancellationTests(EngineCluster cluster)
{
    private readonly string _key = Journal.NewKey();

    [Fact]
    public async Task Cancel_WhileTheCallRuns_CalleeSeesItAndCallerThrows()
    {
        using var source = new CancellationTokenSource();
        var call = Patient().Wait(source.Token);
        (await Journal.NextAsync<string>(_key, "the start")).ShouldBe("started");

        await source.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => call.WithinDeadline("the call to end"));
        (await Journal.NextAsync<string>(_key, "the end")).ShouldBe("cancelled");
    }

    [Fact]
    public async Task Cancel_ThroughAnotherGrain_ReachesTheLast()
    {
        var other = Journal.NewKey();
        using var source = new CancellationTokenSource();
        var call = Patient().WaitAt(other, source.Token);
        (await Journal.NextAsync<string>(other, "the start")).ShouldBe("started");

        await source.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => call.WithinDeadline("the call to end"));
        (await Journal.NextAsync<string>(other, "the end")).ShouldBe("cancelled");
    }

    [Fact]
    public async Task Cancel_BeforeTheCall_CalleeDoesNotRun()
    {
        await Should.ThrowAsync<OperationCanceledException>(
            () => Patient().Wait(new CancellationToken(canceled: true)));

        (await Patient().Calls()).ShouldBe(0);
    }

    [Fact]
    public async Task Cancel_WhileTheCallWaitsForItsTurn_CallerDoesNotWait()
    {
        var gate = Journal.NewKey();
        using var source = new CancellationTokenSource();
        var held = Patient().Hold(gate);
        (await Journal.NextAsync<string>(_key, "the call before")).ShouldBe("held");
        var call = Patient().Wait(source.Token);

        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => call.WithinDeadline("the call to end"));
        held.IsCompleted.ShouldBeFalse();

        Journal.Open(gate);
        await held;
    }

    [Fact]
    public async Task Call_WithoutToken_IsNotCancelled()
    {
        (await Patient().CanBeCancelled()).ShouldBeFalse();
    }

    [Fact]
    public async Task Cancel_AfterTheCall_ChangesNothing()
    {
        using var source = new CancellationTokenSource();
        (await Patient().CanBeCancelled(source.Token)).ShouldBeFalse();

        await source.CancelAsync();

        (await Patient().Calls()).ShouldBe(0);
    }

    private IPatient Patient() => cluster.Client.GetGrain<IPatient>(_key);
}
