using Xerotier.ApiHost.Inference;

namespace Xerotier.ApiHost.Streaming;

/// <summary>
/// How long a relay waits for its agent; also ends when the client goes away. The timer runs lazily: signs of life only
/// note the time.
/// </summary>
internal sealed class RelayDeadline : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenRegistration _clientGone;
    private readonly Replacement _replacement;
    private readonly TimeProvider _time;
    private readonly long _created;
    private readonly ITimer _timer;
    private Patience _patience;
    private TimeSpan _lastSign;
    private TimeSpan _due = TimeSpan.MaxValue;
    private Task? _judging;
    private bool _ended;

    /// <summary>Starts waiting.</summary>
    /// <param name="patience">How long.</param>
    /// <param name="replacement">Who takes over.</param>
    /// <param name="time">The clock.</param>
    /// <param name="clientGone">Cancelled when the client goes away.</param>
    public RelayDeadline(
        Patience patience, Replacement replacement, TimeProvider time, CancellationToken clientGone)
    {
        _replacement = replacement;
        _time = time;
        _created = time.GetTimestamp();
        _timer = time.CreateTimer(
            static deadline => ((RelayDeadline)deadline!).Ring(), this,
            Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _clientGone = clientGone.UnsafeRegister(
            static source => ((CancellationTokenSource)source!).Cancel(), _source);
        Restart(patience);
    }

    /// <summary>Cancelled when the wait is over, another agent takes over, or the client is gone.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether another agent is leased and takes over.</summary>
    public bool IsReplaced { get; private set; }

    /// <summary>Waits anew, from now.</summary>
    public void Restart(Patience patience)
    {
        lock (_lock)
        {
            (_patience, _lastSign) = (patience, Now);
            Arm();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _clientGone.Dispose();
        Task? judging;
        lock (_lock)
        {
            _ended = true;
            judging = _judging;
        }

        await _timer.DisposeAsync();
        if (judging is not null)
        {
            await judging;
        }

        _source.Dispose();
    }

    private TimeSpan Now => _time.GetElapsedTime(_created);

    private TimeSpan NextDue =>
        _patience.Earliest < TimeSpan.MaxValue - _lastSign ? _lastSign + _patience.Earliest : TimeSpan.MaxValue;

    private void Arm()
    {
        if (_ended || _judging is not null || NextDue >= _due)
        {
            return;
        }

        _due = NextDue;
        var wait = _due - Now;
        _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void Ring()
    {
        lock (_lock)
        {
            _due = TimeSpan.MaxValue;
            if (_ended || _judging is not null)
            {
                return;
            }

            if (Now < NextDue)
            {
                Arm();
                return;
            }

            _judging = JudgeAsync();
        }
    }

    private async Task JudgeAsync()
    {
        // Not under the caller's lock.
        await Task.Yield();
        while (Silence() is { } silence)
        {
            var found = silence < _patience.Limit
                && await _replacement.TryFindAsync(unlessAlive: silence < _patience.GiveUp);
            if (silence >= _patience.Limit || TakesOver(silence, found))
            {
                await _source.CancelAsync();
                return;
            }
        }
    }

    /// <summary>How long the agent has been silent; null when that is no longer too long.</summary>
    private TimeSpan? Silence()
    {
        lock (_lock)
        {
            if (!_ended && Now >= NextDue)
            {
                return Now - _lastSign;
            }

            _judging = null;
            Arm();
            return null;
        }
    }

    private bool TakesOver(TimeSpan silence, bool found)
    {
        lock (_lock)
        {
            // What has been silent for less than before has spoken meanwhile.
            if (_ended || Now - _lastSign < silence)
            {
                found = false;
            }
            else
            {
                _patience = _patience.After(silence);
            }

            IsReplaced = found;
        }

        if (!found)
        {
            _replacement.Return();
        }

        return found;
    }
}
