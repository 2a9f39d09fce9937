namespace Xerotier.Agent.Serving;

/// <summary>Counts running requests and keeps them within the agent's limit.</summary>
internal sealed class RequestGate(int limit, AgentLife life)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _empty;
    private int _running;

    public int Limit => limit;

    public int Running => Volatile.Read(ref _running);

    /// <summary>Takes a place unless the agent is full or draining; give it back with <see cref="Leave"/>.</summary>
    public bool TryEnter()
    {
        lock (_lock)
        {
            if (life.IsDraining || _running >= limit) return false;
            _running++;
            return true;
        }
    }

    public void Leave()
    {
        lock (_lock)
        {
            if (--_running == 0) _empty?.TrySetResult();
        }
    }

    /// <summary>Completes when nothing runs; only meaningful while draining.</summary>
    public Task WhenEmpty()
    {
        lock (_lock)
        {
            if (_running == 0) return Task.CompletedTask;
            _empty ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _empty.Task;
        }
    }
}
