namespace Xerotier.Engine.Storage.Files;

/// <summary>Reads a whole segment after a restart and tells a torn tail from damage.</summary>
internal static class SegmentScan
{
    /// <summary>Receives a record of a segment.</summary>
    public delegate void RecordVisitor(Segment segment, long offset, LogRecord record);

    /// <summary>Visits the records of a segment and returns the offset behind the last one that is whole.</summary>
    /// <exception cref="FileStoreCorruptedException">The segment has no valid header.</exception>
    public static long Visit(Segment segment, ReadOnlySpan<byte> content, RecordVisitor visit)
    {
        if (!segment.HasHeader(content))
            throw new FileStoreCorruptedException(segment.File, 0, "it does not start with the header of a segment.");
        var at = Segment.HeaderBytes;
        while (LogRecord.TryDecode(content[at..], segment.Number, out var record))
        {
            visit(segment, at, record);
            at += record.Length;
        }

        return at;
    }

    /// <summary>
    /// True when a later record proves that the bytes at <paramref name="damagedAt"/> were once on disk: it belongs to
    /// a batch that started behind them, and a batch starts only after the one before it was flushed.
    /// </summary>
    public static bool WasFlushed(Segment segment, ReadOnlySpan<byte> content, long damagedAt)
    {
        for (var at = (int)damagedAt + 1; at < content.Length; at++)
        {
            if (LogRecord.TryDecode(content[at..], segment.Number, out var record) && record.BatchStart > damagedAt)
                return true;
        }

        return false;
    }
}
