using Orleans.Runtime;
using Xerotier.Engine.Activations;

namespace Xerotier.Engine.Timers;

/// <summary>
/// A timer of an activation. Its ticks are calls of the activation; the next one is due a period after the end of the
/// last one.
/// </summary>
internal sealed class GrainTimer<TState> : IGrainTimer
{
    private readonly Activation _activation;
    private readonly Func<TState, CancellationToken, Task> _callback;
    private readonly TState _state;
    private readonly CancellationTokenSource _stop = new();
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private TimeSpan _period;
    private bool _ticking;
    private bool _changed;

    public GrainTimer(
        Activation activation,
        Func<TState, CancellationToken, Task> callback,
        TState state,
        GrainTimerCreationOptions options,
        TimeProvider time)
    {
        Check(options.DueTime, nameof(options.DueTime));
        Check(options.Period, nameof(options.Period));
        _activation = activation;
        _callback = callback;
        _state = state;
        _period = options.Period;
        Interleave = options.Interleave;
        KeepAlive = options.KeepAlive;
        _timer = time.CreateTimer(
            static timer => ((GrainTimer<TState>)timer!).Due(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
        activation.Parts.AddTimer(this);
        _timer.Change(options.DueTime, Timeout.InfiniteTimeSpan);
    }

    public bool Interleave { get; }

    public bool KeepAlive { get; }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, nameof(dueTime));
        Check(period, nameof(period));
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
            _period = period;
            _changed = _ticking;
            _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_stop.IsCancellationRequested) return;
            _timer.Dispose();
            _activation.Parts.RemoveTimer(this);
            _stop.Cancel();
        }
    }

    /// <summary>Runs the callback as a turn of the activation.</summary>
    internal async Task TickAsync()
    {
        try
        {
            if (!_stop.IsCancellationRequested) await _callback(_state, _stop.Token);
        }
        catch (Exception failure)
        {
            Log.TickFailed(_activation.Silo.Logger, failure, _activation.GrainId);
        }
        finally
        {
            Rearm();
        }
    }

    private static void Check(TimeSpan value, string name)
    {
        if (value != Timeout.InfiniteTimeSpan && value < TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(
                name, value, "Must not be negative, except for the infinite time span.");
    }

    private void Due()
    {
        lock (_lock)
        {
            if (_ticking || _stop.IsCancellationRequested) return;
            _ticking = true;
            _changed = false;
        }

        _activation.TryReceive(new TimerTick<TState>(this));
    }

    private void Rearm()
    {
        lock (_lock)
        {
            _ticking = false;
            if (!_changed && !_stop.IsCancellationRequested && _period != Timeout.InfiniteTimeSpan)
                _timer.Change(_period, Timeout.InfiniteTimeSpan);
        }
    }
}
