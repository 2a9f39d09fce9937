namespace Xerotier.Agent.Backends.Simulated;

/// <summary>One request inside the engine. The engine's lock guards everything but <see cref="WaitAsync"/>.</summary>
internal sealed class EngineSequence(
    ulong[] promptBlocks, UInt128[] marks, int promptTokens, int outputTokens, int totalBlocks)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _progress;
    private int _produced;
    private bool _ended;

    public ulong[] PromptBlocks => promptBlocks;

    /// <summary>The platform's hashes of the prompt's blocks.</summary>
    public UInt128[] Marks => marks;

    public int TotalBlocks => totalBlocks;

    public int PromptTokens { get; } = promptTokens;

    /// <summary>Tokens it will produce.</summary>
    public int OutputTokens => outputTokens;

    /// <summary>Prompt tokens that needed no computing; known once it runs.</summary>
    public int CachedTokens { get; set; }

    /// <summary>Leading prompt blocks it shares with others.</summary>
    public int SharedBlocks { get; set; }

    /// <summary>Prompt tokens still to compute.</summary>
    public int PrefillLeft { get; set; } = promptTokens;

    /// <summary>Prompt tokens that the step under way computes.</summary>
    public int PrefillInStep { get; set; }

    /// <summary>Whether its caller gave it up.</summary>
    public bool IsCancelled { get; set; }

    public int Produced => Volatile.Read(ref _produced);

    public bool IsDone => PrefillLeft == 0 && Produced >= outputTokens;

    /// <summary>Waits for more than <paramref name="seen"/> tokens, or for the end.</summary>
    /// <returns>Tokens produced so far.</returns>
    public async ValueTask<int> WaitAsync(int seen, CancellationToken cancellationToken)
    {
        Task progress;
        lock (_lock)
        {
            if (_produced > seen || _ended) return _produced;
            _progress ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            progress = _progress.Task;
        }
        await progress.WaitAsync(cancellationToken);
        return Produced;
    }

    /// <summary>Reports progress to whoever waits.</summary>
    public void Produce(int total, bool ended)
    {
        TaskCompletionSource? waiting;
        lock (_lock)
        {
            _produced = total;
            _ended |= ended;
            (waiting, _progress) = (_progress, null);
        }
        waiting?.TrySetResult();
    }
}
