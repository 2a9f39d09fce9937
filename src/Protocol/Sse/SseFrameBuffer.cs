using System.Buffers;

namespace Xerotier.Protocol.Sse;

/// <summary>
/// Cuts an event stream into frames, whatever pieces it arrives in; line ends may be LF, CRLF or CR. Holds one pooled
/// buffer, which grows with the longest frame up to a limit.
/// </summary>
public sealed class SseFrameBuffer : IDisposable
{
    /// <summary>Default of the longest frame in bytes: 1 MiB.</summary>
    public const int DefaultMaxFrameBytes = 1 << 20;

    private const int InitialBytes = 4096;

    private readonly int _maxFrameBytes;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialBytes);
    private int _start;
    private int _lineStart;
    private int _scanned;
    private int _end;

    /// <summary>Starts empty.</summary>
    /// <param name="maxFrameBytes">Longest frame in bytes, at least 1.</param>
    public SseFrameBuffer(int maxFrameBytes = DefaultMaxFrameBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxFrameBytes, 1);
        _maxFrameBytes = maxFrameBytes;
    }

    /// <summary>Whether bytes are left that belong to no whole frame yet.</summary>
    public bool HasRest => _end > _start;

    /// <summary>Room for the next piece; empty when the frame under way has reached the limit.</summary>
    public Memory<byte> GetMemory()
    {
        if (_start > 0 && _end == _buffer.Length || _start == _end)
        {
            Compact();
        }

        if (_end == _buffer.Length && _end < _maxFrameBytes)
        {
            Grow();
        }

        return _buffer.AsMemory(_end, Math.Max(0, Math.Min(_buffer.Length, _maxFrameBytes + _start) - _end));
    }

    /// <summary>Says how many bytes were put into the room.</summary>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _buffer.Length - _end);
        _end += count;
    }

    /// <summary>The next whole frame; valid until the next call of <see cref="GetMemory"/>.</summary>
    /// <param name="ended">Whether no further piece will come: a CR at the end then waits for no LF.</param>
    /// <param name="frame">The frame.</param>
    public bool TryRead(bool ended, out SseFrame frame)
    {
        frame = default;
        while (true)
        {
            var length = _buffer.AsSpan(_scanned.._end).IndexOfAny((byte)'\r', (byte)'\n');
            if (length < 0)
            {
                _scanned = _end;
                return false;
            }

            var at = _scanned + length;
            var isCr = _buffer[at] == '\r';
            if (isCr && at + 1 == _end && !ended)
            {
                _scanned = at;
                return false;
            }

            var isBlank = at == _lineStart;
            _scanned = _lineStart = at + (isCr && at + 1 < _end && _buffer[at + 1] == '\n' ? 2 : 1);
            if (isBlank)
            {
                frame = SseFrame.Parse(_buffer.AsMemory(_start.._scanned));
                _start = _scanned;
                return true;
            }
        }
    }

    /// <summary>Gives the buffer back; frames are no longer valid.</summary>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _start = _lineStart = _scanned = _end = 0;
    }

    private void Compact()
    {
        _buffer.AsSpan(_start.._end).CopyTo(_buffer);
        _lineStart -= _start;
        _scanned -= _start;
        _end -= _start;
        _start = 0;
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(_maxFrameBytes, _buffer.Length * 2));
        _buffer.AsSpan(.._end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
