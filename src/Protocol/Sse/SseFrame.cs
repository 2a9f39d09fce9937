namespace Xerotier.Protocol.Sse;

/// <summary>
/// One frame of an event stream as it arrived (WHATWG HTML, section 9.2.6): its lines with their ends and the blank
/// line that closes it. Only <c>data</c> lines are understood; all else is carried along.
/// </summary>
public readonly struct SseFrame
{
    private SseFrame(ReadOnlyMemory<byte> raw, ReadOnlyMemory<byte>? data, int dataStart)
    {
        Raw = raw;
        Data = data;
        DataStart = dataStart;
    }

    /// <summary>The bytes as they arrived.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>The value of the <c>data</c> lines, joined by line feeds; null for comments and the like.</summary>
    public ReadOnlyMemory<byte>? Data { get; }

    /// <summary>Where in <see cref="Raw"/> the data stands; -1 when there is none or several lines hold it.</summary>
    public int DataStart { get; }

    /// <summary>Reads a whole frame.</summary>
    public static SseFrame Parse(ReadOnlyMemory<byte> raw)
    {
        ReadOnlyMemory<byte>? data = null;
        var (start, position) = (-1, 0);
        while (position < raw.Length)
        {
            var line = raw[position..];
            var length = line.Span.IndexOfAny((byte)'\r', (byte)'\n');
            length = length < 0 ? line.Length : length;
            if (TryGetValue(line.Span[..length], out var offset))
            {
                var value = line[offset..length];
                (start, data) = data is { } earlier
                    ? (-1, (byte[])[.. earlier.Span, (byte)'\n', .. value.Span])
                    : (position + offset, value);
            }

            // An empty line more between CR and LF changes nothing.
            position += length + 1;
        }

        return new SseFrame(raw, data, start);
    }

    private static bool TryGetValue(ReadOnlySpan<byte> line, out int offset)
    {
        offset = "data".Length;
        if (!line.StartsWith("data"u8))
        {
            return false;
        }

        if (line.Length == offset)
        {
            return true;
        }

        if (line[offset] != ':')
        {
            return false;
        }

        offset++;
        offset += offset < line.Length && line[offset] == ' ' ? 1 : 0;
        return true;
    }
}
