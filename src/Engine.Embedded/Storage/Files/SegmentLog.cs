using System.Buffers;

namespace Xerotier.Engine.Storage.Files;

/// <summary>
/// The append-only log over numbered segments. Not thread-safe: after opening, one thread appends and commits.
/// </summary>
internal sealed class SegmentLog : IDisposable
{
    private readonly StoreDirectory _directory;
    private readonly Action? _beforeFlush;
    private readonly ArrayBufferWriter<byte> _batch = new();
    private readonly List<Segment> _full = [];
    private Segment _active;
    private string? _broken;

    private SegmentLog(StoreDirectory directory, List<Segment> segments, Action? beforeFlush)
    {
        _directory = directory;
        _beforeFlush = beforeFlush;
        _full.AddRange(segments[..^1]);
        _active = segments[^1];
    }

    /// <summary>Segments that no longer grow, oldest first.</summary>
    public IReadOnlyList<Segment> Full => _full;

    /// <summary>Bytes appended and not yet committed.</summary>
    public int PendingBytes => _batch.WrittenCount;

    /// <summary>Opens the log, visits every record in the order of writing and cuts off a torn tail.</summary>
    /// <param name="directory">The taken directory; owned by the log from here on.</param>
    /// <param name="visit">Receives each whole record.</param>
    /// <param name="beforeFlush">Called before each flush: the place where tests hold or fail the disk.</param>
    /// <param name="tornBytes">How many bytes of unfinished writes were cut off.</param>
    /// <exception cref="FileStoreCorruptedException">Something is damaged that was once acknowledged.</exception>
    public static SegmentLog Open(
        StoreDirectory directory, SegmentScan.RecordVisitor visit, Action? beforeFlush, out long tornBytes)
    {
        var segments = new List<Segment>();
        tornBytes = 0;
        try
        {
            var numbers = directory.Segments();
            foreach (var number in numbers)
            {
                segments.Add(Segment.Open(directory.FileOf(number), number));
                tornBytes = Recover(segments[^1], isLast: number == numbers[^1], visit);
            }

            if (segments.Count == 0)
                segments.Add(Segment.Create(directory, 1));
            return new SegmentLog(directory, segments, beforeFlush);
        }
        catch
        {
            segments.ForEach(segment => segment.Dispose());
            throw;
        }
    }

    /// <summary>Adds a record to the batch; its address holds once <see cref="Commit"/> returned.</summary>
    public RecordAddress Append(RecordKind kind, long version, ReadOnlySpan<byte> key, ReadOnlySpan<byte> payload)
    {
        var length = LogRecord.Measure(key.Length, payload.Length);
        var offset = _active.Length + _batch.WrittenCount;
        LogRecord.Encode(_batch.GetSpan(length), _active.Number, _active.Length, kind, version, key, payload);
        _batch.Advance(length);
        return new RecordAddress(_active, offset, length, version);
    }

    /// <summary>Writes the batch and flushes it to disk, or leaves the log as it was.</summary>
    /// <exception cref="FileStoreException">The disk refused.</exception>
    public void Commit()
    {
        try
        {
            EnsureUsable();
            WriteBatch();
            FlushBatch();
        }
        finally
        {
            _batch.ResetWrittenCount();
        }
    }

    /// <summary>Continues in a new segment when the current one is full. Not inside a batch.</summary>
    public void RollWhenFull(int segmentBytes)
    {
        EnsureUsable();
        if (_active.Length < segmentBytes)
            return;
        try
        {
            var next = Segment.Create(_directory, _active.Number + 1);
            _full.Add(_active);
            _active = next;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FileStoreException($"No new segment can be created in '{_directory.Path}'.", exception);
        }
    }

    /// <summary>Deletes the oldest segment. Its live records must have been copied and committed before.</summary>
    public void RemoveOldest()
    {
        var oldest = _full[0];
        _directory.DeleteFile(oldest.File);
        _full.RemoveAt(0);
        oldest.Dispose();
    }

    public void Dispose()
    {
        _full.ForEach(segment => segment.Dispose());
        _active.Dispose();
        _directory.Dispose();
    }

    private static long Recover(Segment segment, bool isLast, SegmentScan.RecordVisitor visit)
    {
        var content = new byte[segment.Length];
        _ = segment.Read(content, 0);
        var end = SegmentScan.Visit(segment, content, visit);
        if (end == content.Length)
            return 0;
        if (!isLast)
            throw new FileStoreCorruptedException(segment.File, end, "newer segments follow, so it was whole once.");
        if (SegmentScan.WasFlushed(segment, content, end))
            throw new FileStoreCorruptedException(segment.File, end, "newer records follow, so it was whole once.");
        segment.Truncate(end);
        return content.Length - end;
    }

    private void WriteBatch()
    {
        try
        {
            _active.Write(_batch.WrittenSpan);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            CutUnflushed();
            throw new FileStoreException($"'{_active.File}' cannot be written.", exception);
        }
    }

    private void FlushBatch()
    {
        try
        {
            _beforeFlush?.Invoke();
            _active.Flush(_batch.WrittenCount);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // After a failed fsync the kernel may have dropped the pages: a second fsync would lie.
            _broken = $"'{_active.File}' could not be flushed to disk; the store takes no writes until a restart.";
            throw new FileStoreException(_broken, exception);
        }
    }

    private void CutUnflushed()
    {
        try
        {
            _active.Truncate(_active.Length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _broken = $"'{_active.File}' holds an unfinished write ({exception.Message}); restart to recover.";
        }
    }

    private void EnsureUsable()
    {
        if (_broken is not null)
            throw new FileStoreException(_broken);
    }
}
