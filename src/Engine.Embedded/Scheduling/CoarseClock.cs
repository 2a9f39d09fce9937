namespace Xerotier.Engine.Scheduling;

/// <summary>
/// A clock that moves a few times a second: reading it costs nothing, which is what deadlines of calls and the age of
/// idle activations need.
/// </summary>
internal sealed class CoarseClock : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(200);

    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly ITimer _timer;
    private Action<long>[] _listeners = [];
    private long _now;

    public CoarseClock(TimeProvider time)
    {
        _time = time;
        _start = time.GetTimestamp();
        using (NoFlow.Enter())
            _timer = time.CreateTimer(static clock => ((CoarseClock)clock!).Tick(), this, Step, Step);
    }

    /// <summary>Milliseconds since the clock was made, as of its last step.</summary>
    public long Now => Volatile.Read(ref _now);

    public TimeProvider Time => _time;

    /// <summary>A time that is at least <paramref name="delay"/> from now and at most two steps more.</summary>
    public long After(TimeSpan delay) =>
        delay == Timeout.InfiniteTimeSpan
            ? long.MaxValue
            : Now + (long)delay.TotalMilliseconds + (long)Step.TotalMilliseconds;

    /// <summary>A source that cancels after <paramref name="delay"/>.</summary>
    public CancellationTokenSource CancelAfter(TimeSpan delay) => new(delay, _time);

    /// <summary>Calls <paramref name="listener"/> at every step until disposed.</summary>
    public IDisposable OnTick(Action<long> listener)
    {
        lock (_timer) _listeners = [.. _listeners, listener];
        return new Listener(this, listener);
    }

    public void Dispose() => _timer.Dispose();

    private void Tick()
    {
        var now = (long)_time.GetElapsedTime(_start).TotalMilliseconds;
        Volatile.Write(ref _now, now);
        foreach (var listener in _listeners) listener(now);
    }

    private sealed class Listener(CoarseClock clock, Action<long> listener) : IDisposable
    {
        public void Dispose()
        {
            lock (clock._timer) clock._listeners = [.. clock._listeners.Where(l => l != listener)];
        }
    }
}
