using Orleans;
using Orleans.Core;
using Orleans.Runtime;
using Orleans.Storage;
using Orleans.Timers;
using Xerotier.Engine.Activations;
using Xerotier.Engine.State;

namespace Xerotier.Engine.Hosting;

/// <summary>What grains need of their silo.</summary>
internal sealed class GrainRuntime(
    Silo silo, ILocalSiloDetails details, IGrainFactory factory, ITimerRegistry timers, TimeProvider time)
    : IGrainRuntime
{
    public string SiloIdentity => details.SiloAddress.ToString();

    public SiloAddress SiloAddress => details.SiloAddress;

    public IGrainFactory GrainFactory => factory;

    public ITimerRegistry TimerRegistry => timers;

    public IServiceProvider ServiceProvider => silo.Services;

    public TimeProvider TimeProvider => time;

    public void DeactivateOnIdle(IGrainContext grainContext) =>
        grainContext.Deactivate(new(
            DeactivationReasonCode.ApplicationRequested, $"{nameof(DeactivateOnIdle)} was called."));

    public void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan)
    {
        if (grainContext is not Activation activation) return;
        activation.Parts.KeepUntil = timeSpan <= TimeSpan.Zero && timeSpan != Timeout.InfiniteTimeSpan
            ? long.MinValue
            : timeSpan == TimeSpan.MaxValue ? long.MaxValue : silo.Clock.After(timeSpan);
    }

    public IStorage<TGrainState> GetStorage<TGrainState>(IGrainContext grainContext)
    {
        var implementation = ((Activation)grainContext).Class.Implementation;
        return new StoredState<TGrainState>(
            implementation.FullName!, grainContext, GrainStorageHelpers.GetGrainStorage(implementation, silo.Services));
    }
}
