namespace Xerotier.ApiHost.Tunnels;

/// <summary>Counts the requests that this host relays for others, so that it can wait for their end.</summary>
internal sealed class RelayedRequests(TimeProvider time)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _none = NewSignal();
    private int _count;

    /// <summary>Counts a request until its end is told.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            _count++;
        }
    }

    /// <summary>A request has ended.</summary>
    public void End()
    {
        lock (_lock)
        {
            if (--_count == 0)
            {
                _none.TrySetResult();
                _none = NewSignal();
            }
        }
    }

    /// <summary>Completes when none runs, or the time is up.</summary>
    public async Task WhenNoneAsync(TimeSpan timeout)
    {
        Task none;
        lock (_lock)
        {
            none = _count == 0 ? Task.CompletedTask : _none.Task;
        }

        try
        {
            await none.WaitAsync(timeout, time);
        }
        catch (TimeoutException)
        {
            // Closing the tunnels ends the rest; their hosts see it and say so.
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
