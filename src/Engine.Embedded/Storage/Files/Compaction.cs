using System.Collections.Concurrent;

namespace Xerotier.Engine.Storage.Files;

/// <summary>
/// Frees the space of superseded records. Always takes the oldest segment: what is alive in it is appended to the log
/// again (same version), then the file is deleted. Since nothing older remains, its tombstones need no copy.
/// Runs in steps on the committing thread, between batches.
/// </summary>
internal sealed class Compaction(
    FileStoreOptions options, SegmentLog log, ConcurrentDictionary<string, RecordAddress> index)
{
    private Segment? _source;
    private long _at;
    private bool _gaveUp;

    /// <summary>Does one step; true when another one should follow.</summary>
    /// <exception cref="FileStoreException">The disk failed or a record is damaged.</exception>
    public bool Step()
    {
        if (_gaveUp || !Choose())
            return false;
        log.RollWhenFull(options.SegmentBytes);
        var (moved, examined) = Copy();
        if (log.PendingBytes > 0)
            log.Commit();
        _at += examined;
        foreach (var (key, address) in moved)
        {
            _source!.LiveBytes -= address.Length;
            address.Segment.LiveBytes += address.Length;
            index[key] = address;
        }

        if (_at < _source!.Length)
            return true;
        log.RemoveOldest();
        _source = null;
        return Choose();
    }

    /// <summary>Ends compaction while the store is open; data stays as it is.</summary>
    public void GiveUp() => _gaveUp = true;

    private bool Choose()
    {
        if (_source is not null)
            return true;
        var total = log.Full.Sum(segment => segment.Length);
        var garbage = log.Full.Sum(segment => segment.GarbageBytes);
        if (garbage <= options.CompactionRatio * total || log.Full.Count == 0)
            return false;
        _source = log.Full[0];
        _at = Segment.HeaderBytes;
        return true;
    }

    private (List<(string Key, RecordAddress Address)> Moved, int Examined) Copy()
    {
        var moved = new List<(string, RecordAddress)>();
        var chunk = ReadChunk();
        var taken = 0;
        while (LogRecord.TryDecode(chunk[taken..], _source!.Number, out var record))
        {
            var key = LogRecord.DecodeKey(record.Key);
            if (index.TryGetValue(key, out var newest) && newest.Segment == _source && newest.Offset == _at + taken)
                moved.Add((key, log.Append(record.Kind, record.Version, record.Key, record.Payload)));
            taken += record.Length;
        }

        if (taken == 0 && _at < _source.Length)
            throw new FileStoreCorruptedException(_source.File, _at, "it changed since it was read.");
        return (moved, taken);
    }

    /// <summary>The next bytes of the source: a step's worth, or one whole record where that is longer.</summary>
    private ReadOnlySpan<byte> ReadChunk()
    {
        Span<byte> header = stackalloc byte[LogRecord.HeaderBytes];
        _ = _source!.Read(header, _at);
        _ = LogRecord.TryReadLength(header, out var first);
        var wanted = Math.Max(options.CompactionStepBytes, first);
        var chunk = new byte[Math.Min(wanted, _source.Length - _at)];
        return chunk.AsSpan(0, _source.Read(chunk, _at));
    }
}
