using Orleans.Runtime;
using Orleans.Timers;
using Xerotier.Engine.Activations;
using Xerotier.Engine.Scheduling;

namespace Xerotier.Engine.Timers;

/// <summary>Makes timers of activations.</summary>
internal sealed class TimerRegistry(TimeProvider time) : ITimerRegistry
{
    public IGrainTimer RegisterGrainTimer<TState>(
        IGrainContext grainContext,
        Func<TState, CancellationToken, Task> callback,
        TState state,
        GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        if (grainContext is not Activation activation)
            throw new ArgumentException("Timers need an activation of this engine.", nameof(grainContext));
        using (NoFlow.Enter())
            return new GrainTimer<TState>(activation, callback, state, options, time);
    }

    public IDisposable RegisterTimer(
        IGrainContext grainContext, Func<object?, Task> callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        RegisterGrainTimer(
            grainContext,
            static (s, _) => s.callback(s.state),
            (callback, state),
            new(dueTime, period) { Interleave = true });
}
