using Orleans.Core;
using Orleans.Timers;

namespace Orleans.Runtime;

/// <summary>What a grain needs of its silo.</summary>
public interface IGrainRuntime
{
    /// <summary>The name of the silo.</summary>
    string SiloIdentity { get; }

    /// <summary>The address of the silo.</summary>
    SiloAddress SiloAddress { get; }

    /// <summary>Makes references.</summary>
    IGrainFactory GrainFactory { get; }

    /// <summary>Makes timers.</summary>
    ITimerRegistry TimerRegistry { get; }

    /// <summary>The services of the silo.</summary>
    IServiceProvider ServiceProvider { get; }

    /// <summary>The time.</summary>
    TimeProvider TimeProvider { get; }

    /// <summary>Deactivates an activation once its calls are done.</summary>
    /// <param name="grainContext">The activation.</param>
    void DeactivateOnIdle(IGrainContext grainContext);

    /// <summary>Keeps an activation for a while.</summary>
    /// <param name="grainContext">The activation.</param>
    /// <param name="timeSpan">How long.</param>
    void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan);

    /// <summary>The stored state of a <see cref="Grain{TGrainState}"/>.</summary>
    /// <typeparam name="TGrainState">The type of the state.</typeparam>
    /// <param name="grainContext">The activation.</param>
    IStorage<TGrainState> GetStorage<TGrainState>(IGrainContext grainContext);
}
