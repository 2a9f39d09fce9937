using Orleans;
using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Activations;

[Collection(ClusterCollection.Name)]
public sealed class ActivationTests(EngineCluster cluster)
{
    private readonly string _key = Journal.NewKey();

    [Fact]
    public async Task FirstCall_Activates_LaterCallsFindTheSame()
    {
        var first = await Grain().Activation();

        (await Grain().Activation()).ShouldBe(first);
        (await cluster.Client.GetGrain<ILiving>(Journal.NewKey()).Activation()).ShouldNotBe(first);
    }

    [Fact]
    public async Task DeactivateOnIdle_NextCall_FindsANewActivation()
    {
        var first = await Grain().Activation();

        var journal = await Grain().Deactivate();

        (await Journal.NextAsync<string>(journal, "the deactivation"))
            .ShouldBe(nameof(DeactivationReasonCode.ApplicationRequested));
        (await Grain().Activation()).ShouldNotBe(first);
    }

    [Fact]
    public async Task DeactivateOnIdle_CallRuns_WaitsForItAndSendsTheRestOn()
    {
        var first = await Grain().Activation();
        var gate = Journal.NewKey();
        var running = Grain().DeactivateAfter(gate);
        await Journal.NextAsync<string>(_key, "the running call");
        var waiting = Grain().Activation();

        Journal.Open(gate);
        await running.WithinDeadline("the running call");
        (await waiting.WithinDeadline("the waiting call")).ShouldNotBe(first);
    }

    [Fact]
    public async Task Activation_Fails_CallerGetsTheExceptionAndNextCallTriesAgain()
    {
        FailingActivations.Add(_key);
        var grain = cluster.Client.GetGrain<IFragile>(_key);

        var failure = await Should.ThrowAsync<InvalidOperationException>(() => grain.Touch());

        failure.Message.ShouldBe("cannot activate");
        (await grain.Touch()).ShouldBe("alive");
    }

    [Fact]
    public async Task Constructor_GetsContextLoggerAndKeyedServices()
    {
        (await Grain().Injected()).ShouldBe("hello True True");
    }

    [Fact]
    public async Task Lifecycle_RunsInStagesBeforeOnActivate()
    {
        (await Grain().Stages()).ShouldBe("setup, last, activate");
    }

    [Fact]
    public async Task Context_InTurn_IsTheActivations()
    {
        (await Grain().ContextIsCurrent()).ShouldBeTrue();
    }

    [Fact]
    public async Task GrainWithoutBaseClass_Works()
    {
        (await cluster.Client.GetGrain<IPlain>(_key).Touch()).ShouldBe(_key);
    }

    private ILiving Grain() => cluster.Client.GetGrain<ILiving>(_key);
}
