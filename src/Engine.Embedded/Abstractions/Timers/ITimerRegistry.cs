using Orleans.Runtime;

namespace Orleans.Timers;

/// <summary>Makes timers of activations.</summary>
public interface ITimerRegistry
{
    /// <summary>Starts a timer whose ticks interleave with calls.</summary>
    /// <param name="grainContext">The activation.</param>
    /// <param name="callback">What to do.</param>
    /// <param name="state">What to pass.</param>
    /// <param name="dueTime">When first.</param>
    /// <param name="period">How often then.</param>
    [Obsolete("Use RegisterGrainTimer with GrainTimerCreationOptions.Interleave set instead.")]
    IDisposable RegisterTimer(
        IGrainContext grainContext, Func<object?, Task> callback, object? state, TimeSpan dueTime, TimeSpan period);

    /// <summary>Starts a timer.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="grainContext">The activation.</param>
    /// <param name="callback">What to do; the token is cancelled when the timer ends.</param>
    /// <param name="state">What to pass.</param>
    /// <param name="options">When and how.</param>
    IGrainTimer RegisterGrainTimer<TState>(
        IGrainContext grainContext,
        Func<TState, CancellationToken, Task> callback,
        TState state,
        GrainTimerCreationOptions options);
}
