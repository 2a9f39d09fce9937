using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Xerotier.Engine.Storage.Files;

/// <summary>
/// A crash-safe map from text keys to payloads: an append-only log on disk, its index in memory. A change is
/// acknowledged only once it was flushed; changes that wait at the same time share a flush. Every value has a version
/// that no other value of this store ever had while it was open, so a version check never confuses two lives of a key.
/// </summary>
internal sealed partial class FileStore : IDisposable
{
    private readonly ConcurrentDictionary<string, RecordAddress> _index = new(StringComparer.Ordinal);
    private readonly FileStoreOptions _options;
    private readonly ILogger<FileStore> _logger;
    private readonly SegmentLog _log;
    private readonly Compaction _compaction;
    private readonly GroupCommit _commits;
    private long _lastVersion;

    /// <summary>Opens or creates the store and recovers what was acknowledged.</summary>
    /// <param name="options">Validated options.</param>
    /// <param name="logger">Receives recovery and compaction events.</param>
    /// <param name="beforeFlush">Called before each flush: the place where tests hold or fail the disk.</param>
    /// <exception cref="FileStoreException">The directory is in use or cannot be used.</exception>
    /// <exception cref="FileStoreCorruptedException">Acknowledged data is damaged.</exception>
    public FileStore(FileStoreOptions options, ILogger<FileStore> logger, Action? beforeFlush = null)
    {
        _options = options;
        _logger = logger;
        var directory = StoreDirectory.Take(options.Directory);
        try
        {
            _log = SegmentLog.Open(directory, Recover, beforeFlush, out var tornBytes);
            if (tornBytes > 0)
                LogTornTail(directory.Path, tornBytes);
            LogOpened(directory.Path, _index.Count);
        }
        catch
        {
            directory.Dispose();
            throw;
        }

        _compaction = new Compaction(options, _log, _index);
        _commits = new GroupCommit(options, Commit, Compact);
    }

    /// <summary>Keys that now start with the prefix, in no order.</summary>
    public IEnumerable<string> Keys(string prefix) =>
        _index.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Reads the newest value; null when the key does not exist.</summary>
    /// <exception cref="FileStoreCorruptedException">The record on disk is damaged.</exception>
    public async ValueTask<StoredValue?> ReadAsync(string key, CancellationToken cancellationToken = default)
    {
        while (_index.TryGetValue(key, out var address))
        {
            try
            {
                var buffer = new byte[address.Length];
                _ = await address.Segment.ReadAsync(buffer, address.Offset, cancellationToken).ConfigureAwait(false);
                return Decode(buffer, address);
            }
            catch (ObjectDisposedException) when (IsMoved(key, address))
            {
                // compaction moved the record and removed its segment in between: look it up again
            }
        }

        return null;
    }

    /// <summary>Stores a payload under a key.</summary>
    /// <exception cref="FileStoreException">The disk failed, the store is closed or a limit was reached.</exception>
    public Task<StoreWrite> PutAsync(string key, ReadOnlyMemory<byte> payload, ExpectedVersion expected) =>
        Enqueue(new PendingWrite(RecordKind.Put, key, payload, expected));

    /// <summary>Removes a key; removing an absent one succeeds when that was expected.</summary>
    /// <exception cref="FileStoreException">The disk failed, the store is closed or a limit was reached.</exception>
    public Task<StoreWrite> DeleteAsync(string key, ExpectedVersion expected) =>
        Enqueue(new PendingWrite(RecordKind.Delete, key, default, expected));

    /// <summary>Finishes waiting writes and releases the directory.</summary>
    public void Dispose()
    {
        _commits.Dispose();
        _log.Dispose();
    }

    private static StoredValue Decode(byte[] buffer, RecordAddress address)
    {
        var segment = address.Segment;
        if (!LogRecord.TryDecode(buffer, segment.Number, out var record) || record.Version != address.Version)
            throw new FileStoreCorruptedException(segment.File, address.Offset, "it changed since it was read.");
        return new StoredValue(buffer.AsMemory(record.PayloadOffset, record.Payload.Length), record.Version);
    }

    private bool IsMoved(string key, RecordAddress address) =>
        !_index.TryGetValue(key, out var current) || current != address;

    private Task<StoreWrite> Enqueue(PendingWrite write)
    {
        if (write.Bytes > _options.MaxRecordBytes)
            throw new FileStoreException(
                $"The state '{write.Key}' has {write.Bytes} bytes; the limit is {_options.MaxRecordBytes}.");
        return _commits.Enqueue(write);
    }

    private void Recover(Segment segment, long offset, LogRecord record)
    {
        var address = new RecordAddress(segment, offset, record.Length, record.Version);
        Apply(record.Kind, LogRecord.DecodeKey(record.Key), address);
        _lastVersion = Math.Max(_lastVersion, record.Version);
    }

    private void Apply(RecordKind kind, string key, RecordAddress address)
    {
        if (_index.TryGetValue(key, out var previous))
            previous.Segment.LiveBytes -= previous.Length;
        if (kind == RecordKind.Delete)
        {
            _index.TryRemove(key, out _);
            return;
        }

        address.Segment.LiveBytes += address.Length;
        _index[key] = address;
    }

    private void Commit(IReadOnlyList<PendingWrite> batch)
    {
        try
        {
            _log.RollWhenFull(_options.SegmentBytes);
            var staged = Stage(batch);
            if (staged.Count > 0)
                _log.Commit();
            foreach (var (write, address) in staged)
            {
                Apply(write.Kind, write.Key, address);
                write.Complete(new StoreWrite(true, write.Kind == RecordKind.Put ? address.Version : 0));
            }
        }
        catch (Exception exception)
        {
            LogCommitFailed(exception, batch.Count);
            foreach (var write in batch)
                write.Fail(exception);
        }
    }

    private List<(PendingWrite Write, RecordAddress Address)> Stage(IReadOnlyList<PendingWrite> batch)
    {
        var staged = new List<(PendingWrite, RecordAddress)>(batch.Count);
        var changed = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var write in batch)
        {
            if (!changed.TryGetValue(write.Key, out var stored))
                stored = _index.TryGetValue(write.Key, out var current) ? current.Version : 0;
            var allowed = write.Expected.Allows(stored);
            if (!allowed || (write.Kind == RecordKind.Delete && stored == 0))
            {
                write.Complete(new StoreWrite(allowed, stored));
                continue;
            }

            staged.Add((write, _log.Append(write.Kind, ++_lastVersion, write.KeyBytes, write.Payload.Span)));
            changed[write.Key] = write.Kind == RecordKind.Put ? _lastVersion : 0;
        }

        return staged;
    }

    private bool Compact()
    {
        try
        {
            return _compaction.Step();
        }
        catch (FileStoreCorruptedException exception)
        {
            _compaction.GiveUp();
            LogCompactionStopped(exception);
            return false;
        }
        catch (Exception exception)
        {
            LogCompactionFailed(exception);
            return false; // tried again after the next commit
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "State store {Directory} opened with {Count} values")]
    private partial void LogOpened(string directory, int count);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "State store {Directory}: cut off {Bytes} bytes of a write that was never acknowledged")]
    private partial void LogTornTail(string directory, long bytes);

    [LoggerMessage(Level = LogLevel.Error, Message = "State store: {Count} writes failed")]
    private partial void LogCommitFailed(Exception exception, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "State store: compaction stopped until the next start")]
    private partial void LogCompactionStopped(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "State store: a compaction step failed")]
    private partial void LogCompactionFailed(Exception exception);
}
