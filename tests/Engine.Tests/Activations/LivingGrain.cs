using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Activations;

[GrainType("engine-tests.living")]
internal sealed class LivingGrain(
    IGrainContext context,
    IGrainContextAccessor accessor,
    ILogger<LivingGrain> logger,
    [FromKeyedServices("greeting")] string greeting) : Grain, ILiving, ILifecycleParticipant<IGrainLifecycle>
{
    private readonly Guid _activation = Guid.NewGuid();
    private readonly string _journal = Journal.NewKey();
    private readonly List<string> _stages = [];

    public void Participate(IGrainLifecycle lifecycle)
    {
        lifecycle.Subscribe("test", GrainLifecycleStage.SetupState, Note("setup"), Note("setup stopped"));
        lifecycle.Subscribe("test", GrainLifecycleStage.Last, Note("last"), Note("last stopped"));
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _stages.Add("activate");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Journal.Write(_journal, reason.ReasonCode.ToString());
        return Task.CompletedTask;
    }

    public Task<Guid> Activation() => Task.FromResult(_activation);

    public Task<string> Injected() =>
        Task.FromResult($"{greeting} {context.GrainId == this.GetGrainId()} {logger is not null}");

    public Task<string> Deactivate()
    {
        DeactivateOnIdle();
        return Task.FromResult(_journal);
    }

    public async Task DeactivateAfter(string gate)
    {
        DeactivateOnIdle();
        Journal.Write(this.GetPrimaryKeyString(), "deactivating");
        await Journal.PassAsync(gate);
    }

    public Task<string> Stages() => Task.FromResult(string.Join(", ", _stages));

    public async Task<bool> ContextIsCurrent()
    {
        var before = accessor.GrainContext;
        await Task.Yield();
        return ReferenceEquals(before, GrainContext) && ReferenceEquals(accessor.GrainContext, GrainContext);
    }

    private Func<CancellationToken, Task> Note(string stage) => _ =>
    {
        _stages.Add(stage);
        return Task.CompletedTask;
    };
}

[GrainType("engine-tests.fragile")]
internal sealed class FragileGrain : Grain, IFragile
{
    public override Task OnActivateAsync(CancellationToken cancellationToken) =>
        FailingActivations.Remove(this.GetPrimaryKeyString())
            ? throw new InvalidOperationException("cannot activate")
            : Task.CompletedTask;

    public Task<string> Touch() => Task.FromResult("alive");
}

[GrainType("engine-tests.plain")]
internal sealed class PlainGrain(IGrainContext context) : IGrainBase, IPlain
{
    public IGrainContext GrainContext { get; } = context;

    public Task<string> Touch() => Task.FromResult(this.GetPrimaryKeyString());
}
