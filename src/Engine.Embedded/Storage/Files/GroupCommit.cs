namespace Xerotier.Engine.Storage.Files;

/// <summary>
/// Collects the writes that arrive while the disk is busy and hands them to one thread as a batch, so that they share
/// one flush. The thread is its own because it blocks in the flush, and the pool has few threads to spare.
/// </summary>
internal sealed class GroupCommit : IDisposable
{
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(30);
    private readonly object _gate = new();
    private readonly Queue<PendingWrite> _waiting = new();
    private readonly FileStoreOptions _options;
    private readonly Action<IReadOnlyList<PendingWrite>> _commit;
    private readonly Func<bool> _tidy;
    private readonly Thread _thread;
    private long _waitingBytes;
    private bool _stopping;

    /// <summary>Starts the thread.</summary>
    /// <param name="options">Limits of a batch and of the queue.</param>
    /// <param name="commit">Makes a batch durable and completes its writes; must not throw.</param>
    /// <param name="tidy">One step of background work between batches; true when more is left. Must not throw.</param>
    public GroupCommit(FileStoreOptions options, Action<IReadOnlyList<PendingWrite>> commit, Func<bool> tidy)
    {
        _options = options;
        _commit = commit;
        _tidy = tidy;
        _thread = new Thread(Run) { IsBackground = true, Name = "file-store" };
        _thread.Start();
    }

    /// <summary>Queues a write; the task ends when it is durable, refused or failed.</summary>
    /// <exception cref="FileStoreException">The store is closed or too much is waiting.</exception>
    public Task<StoreWrite> Enqueue(PendingWrite write)
    {
        lock (_gate)
        {
            if (_stopping)
                throw new FileStoreException($"The state store in '{_options.Directory}' is closed.");
            if (_waitingBytes + write.Bytes > _options.MaxPendingBytes)
                throw new FileStoreException($"More than {_options.MaxPendingBytes} bytes of state wait for the disk.");
            _waitingBytes += write.Bytes;
            _waiting.Enqueue(write);
            Monitor.Pulse(_gate);
        }

        return write.Completion;
    }

    /// <summary>Takes no more writes, finishes those that wait and ends the thread.</summary>
    /// <exception cref="FileStoreException">The disk did not finish within 30 s.</exception>
    public void Dispose()
    {
        lock (_gate)
        {
            _stopping = true;
            Monitor.Pulse(_gate);
        }

        if (!_thread.Join(StopDeadline))
            throw new FileStoreException($"The disk of '{_options.Directory}' did not finish in {StopDeadline}.");
    }

    private void Run()
    {
        var batch = new List<PendingWrite>();
        var moreToTidy = true;
        while (Take(batch, wait: !moreToTidy))
        {
            if (batch.Count > 0)
                _commit(batch);
            batch.Clear();
            moreToTidy = _tidy();
        }
    }

    /// <summary>Moves waiting writes to the batch. False when there are none and will be none.</summary>
    private bool Take(List<PendingWrite> batch, bool wait)
    {
        lock (_gate)
        {
            while (wait && _waiting.Count == 0 && !_stopping)
                Monitor.Wait(_gate);
            if (_waiting.Count == 0 && _stopping)
                return false;
            var bytes = 0L;
            while (_waiting.TryPeek(out var next)
                && (batch.Count == 0 || bytes + next.Bytes <= _options.MaxBatchBytes))
            {
                batch.Add(_waiting.Dequeue());
                bytes += next.Bytes;
            }

            _waitingBytes -= bytes;
            return true;
        }
    }
}
