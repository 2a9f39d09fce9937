using Xerotier.Agent.Prefixes;

namespace Xerotier.Agent.Backends.Simulated;

/// <summary>
/// The timing of an inference engine with continuous batching: in each step every running sequence gets a token, and
/// prompts are computed in chunks between. Sequences wait, first come first served, for a place in the batch and for
/// KV blocks. With all durations zero a sequence is done before <see cref="Submit"/> returns.
/// </summary>
internal sealed class SimulatedEngine : IDisposable
{
    private readonly SimulatedOptions _options;
    private readonly TimeProvider _time;
    private readonly KvBlocks _blocks;
    private readonly Lock _lock = new();
    private readonly Queue<EngineSequence> _waiting = [];
    private readonly List<EngineSequence> _running = [];
    private readonly ITimer _timer;
    private readonly long _origin;
    private TimeSpan _stepEnd;
    private bool _isStepping;

    public SimulatedEngine(SimulatedOptions options, TimeProvider time, HeldPrefixes? prefixes = null)
    {
        _options = options;
        _time = time;
        _blocks = new KvBlocks(options.KvBlocks, prefixes);
        _origin = time.GetTimestamp();
        _timer = time.CreateTimer(_ => OnStepEnded(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Tokens that fit: the context window, or the KV cache where that is smaller.</summary>
    public int ContextLength =>
        (int)Math.Min(_options.ContextLength, (long)_options.KvBlocks * _options.TokensPerBlock);

    /// <summary>Sequences that run, that wait, and the share of the KV cache in use.</summary>
    public (int Running, int Waiting, double KvUsage) Load()
    {
        lock (_lock) return (_running.Count, _waiting.Count(s => !s.IsCancelled), _blocks.Usage);
    }

    /// <summary>Queues a sequence; prompt and output together must fit <see cref="ContextLength"/>.</summary>
    public EngineSequence Submit(Prompt prompt, int outputTokens, params UInt128[] marks)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(prompt.Length + outputTokens, ContextLength);
        var perBlock = _options.TokensPerBlock;
        var total = (prompt.Length + outputTokens + perBlock - 1) / perBlock;
        var sequence = new EngineSequence(prompt.Blocks(perBlock), marks, prompt.Length, outputTokens, total);
        lock (_lock)
        {
            _waiting.Enqueue(sequence);
            if (_isStepping) return sequence;
            _stepEnd = Now();
            Step();
        }
        return sequence;
    }

    /// <summary>Gives a sequence up; it leaves the batch with the step under way.</summary>
    public void Cancel(EngineSequence sequence)
    {
        lock (_lock) sequence.IsCancelled = true;
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_lock) _blocks.Clear();
    }

    private TimeSpan Now() => _time.GetElapsedTime(_origin);

    private void OnStepEnded()
    {
        lock (_lock)
        {
            EndStep();
            Step();
        }
    }

    /// <summary>Runs steps until one takes time or none is left.</summary>
    private void Step()
    {
        while (true)
        {
            Admit();
            _isStepping = _running.Count > 0;
            if (!_isStepping) return;
            _stepEnd += BeginStep();
            // A timer that fired late is made up for by the following steps.
            var wait = _stepEnd - Now();
            if (wait > TimeSpan.Zero)
            {
                _timer.Change(wait, Timeout.InfiniteTimeSpan);
                return;
            }
            EndStep();
        }
    }

    private void Admit()
    {
        while (_running.Count < _options.MaxSequences && _waiting.TryPeek(out var next))
        {
            if (!next.IsCancelled)
            {
                if (!_blocks.TryTake(next.PromptBlocks, next.TotalBlocks, out var reused)) return;
                next.SharedBlocks = reused;
                next.CachedTokens = reused * _options.TokensPerBlock;
                next.PrefillLeft -= next.CachedTokens;
                _running.Add(next);
            }
            _waiting.Dequeue();
        }
    }

    /// <summary>Decides what the next step computes; returns how long it takes.</summary>
    private TimeSpan BeginStep()
    {
        var budget = _options.PrefillTokensPerStep;
        var decoding = 0;
        foreach (var sequence in _running)
        {
            if (sequence.PrefillLeft == 0) decoding++;
            sequence.PrefillInStep = Math.Min(sequence.PrefillLeft, budget);
            budget -= sequence.PrefillInStep;
        }
        var ms = (_options.PrefillTokensPerStep - budget) * _options.PrefillMsPerToken;
        if (decoding > 0) ms += _options.DecodeMsPerStep + ((decoding - 1) * _options.DecodeMsPerSequence);
        return TimeSpan.FromMilliseconds(ms);
    }

    private void EndStep()
    {
        foreach (var sequence in _running)
        {
            if (sequence.PrefillLeft == 0) sequence.Produce(NextProduced(sequence), ended: false);
            else EndPrefill(sequence);
        }
        for (var i = _running.Count - 1; i >= 0; i--)
        {
            var sequence = _running[i];
            if (!sequence.IsDone && !sequence.IsCancelled) continue;
            _running.RemoveAt(i);
            _blocks.Return(sequence.PromptBlocks, sequence.SharedBlocks, sequence.TotalBlocks);
            sequence.Produce(sequence.Produced, ended: true);
        }
    }

    private void EndPrefill(EngineSequence sequence)
    {
        sequence.PrefillLeft -= sequence.PrefillInStep;
        if (sequence.PrefillLeft > 0 || sequence.PrefillInStep == 0) return;
        _blocks.Share(sequence.PromptBlocks, sequence.SharedBlocks);
        sequence.SharedBlocks = sequence.PromptBlocks.Length;
        _blocks.Mark(sequence.PromptBlocks, sequence.Marks);
        if (sequence.OutputTokens > 0) sequence.Produce(1, ended: false);
    }

    /// <summary>One more token, or all of them at once when tokens take no time.</summary>
    private int NextProduced(EngineSequence sequence)
    {
        var isInstant = _options is { DecodeMsPerStep: 0, DecodeMsPerSequence: 0 };
        return isInstant ? sequence.OutputTokens : sequence.Produced + 1;
    }
}
