namespace Xerotier.TestKit.Time;

/// <summary>
/// A clock that the test owns. It stands still until <see cref="Advance"/>, or, when it flows, runs with real time and
/// can be moved ahead. Timers fire on the thread that moves the clock, in order of their due times.
/// </summary>
public sealed class ManualTimeProvider : TimeProvider, IDisposable
{
    private static readonly TimeSpan FlowStep = TimeSpan.FromMilliseconds(5);

    private readonly Lock _lock = new();
    private readonly PriorityQueue<ManualTimer, long> _due = new();
    private readonly ITimer? _flow;
    private long _nowTicks = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).UtcTicks;
    private long _flowed = System.GetTimestamp();

    /// <summary>Makes a clock.</summary>
    /// <param name="flows">Whether it also runs by itself: for clusters whose own waits must go on.</param>
    public ManualTimeProvider(bool flows = false) =>
        _flow = flows ? System.CreateTimer(_ => Flow(), null, FlowStep, FlowStep) : null;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (_lock)
        {
            return _nowTicks;
        }
    }

    /// <summary>Moves the clock ahead and fires the timers that come due on the way.</summary>
    public void Advance(TimeSpan time)
    {
        long target = GetTimestamp() + time.Ticks;
        while (TakeDue(target) is { } timer)
        {
            timer.Fire();
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <inheritdoc/>
    public void Dispose() => _flow?.Dispose();

    private void Flow()
    {
        long now = System.GetTimestamp();
        TimeSpan passed = System.GetElapsedTime(Interlocked.Exchange(ref _flowed, now), now);
        if (passed > TimeSpan.Zero)
        {
            Advance(passed);
        }
    }

    private void Schedule(ManualTimer timer, TimeSpan dueTime)
    {
        lock (_lock)
        {
            timer.DueTicks = dueTime < TimeSpan.Zero ? null : _nowTicks + dueTime.Ticks;
            if (timer.DueTicks is { } due)
            {
                _due.Enqueue(timer, due);
            }
        }
    }

    private ManualTimer? TakeDue(long target)
    {
        lock (_lock)
        {
            while (_due.TryPeek(out ManualTimer? timer, out long due) && due <= target)
            {
                _due.Dequeue();
                if (timer.DueTicks == due)
                {
                    timer.DueTicks = null;
                    _nowTicks = Math.Max(_nowTicks, due);
                    return timer;
                }
            }

            _nowTicks = Math.Max(_nowTicks, target);
            return null;
        }
    }

    private sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;
        private bool _disposed;

        /// <summary>When it fires next; null when it does not. A queue entry with another time is outdated.</summary>
        public long? DueTicks { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (_disposed)
            {
                return false;
            }

            _period = period;
            clock.Schedule(this, dueTime);
            return true;
        }

        public void Fire()
        {
            if (_period > TimeSpan.Zero)
            {
                clock.Schedule(this, _period);
            }

            callback(state);
        }

        public void Dispose()
        {
            _disposed = true;
            clock.Schedule(this, Timeout.InfiniteTimeSpan);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
