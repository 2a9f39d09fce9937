using System.Buffers.Binary;
using System.Text;

namespace Xerotier.Artifacts.Formats;

/// <summary>
/// Reads a GGUF header from front to back through a small window. Every length is checked before it is believed, and
/// the header as a whole is bounded.
/// </summary>
internal sealed class GgufCursor(IArtifactSource file, CancellationToken cancellation)
{
    private const int WindowBytes = 64 << 10;
    private const int MaxTextBytes = 64 << 10;

    // Vocabularies with scores and merges take up to some 30 MB.
    private const long MaxHeaderBytes = 256L << 20;

    private byte[] _window = [];
    private long _windowStart;

    /// <summary>Bytes read so far.</summary>
    public long Position { get; private set; }

    public async ValueTask<byte> ReadByteAsync() => (await ReadAsync(1)).Span[0];

    public async ValueTask<uint> ReadUInt32Async() =>
        BinaryPrimitives.ReadUInt32LittleEndian((await ReadAsync(4)).Span);

    public async ValueTask<ulong> ReadUInt64Async() =>
        BinaryPrimitives.ReadUInt64LittleEndian((await ReadAsync(8)).Span);

    /// <summary>A text with its length before it.</summary>
    public async ValueTask<string> ReadTextAsync()
    {
        ulong length = await ReadUInt64Async();
        return length <= MaxTextBytes
            ? Encoding.UTF8.GetString((await ReadAsync((int)length)).Span)
            : throw new InvalidDataException($"{ShownText.Of(file.Path)} has a text of {length} bytes in its header.");
    }

    /// <summary>Passes over a text.</summary>
    public async ValueTask SkipTextAsync() => Skip(await ReadUInt64Async());

    /// <summary>Passes over bytes.</summary>
    public void Skip(ulong count)
    {
        if (count > (ulong)(file.Length - Position))
        {
            throw CutOff();
        }

        Position += (long)count;
        CheckBound();
    }

    private async ValueTask<ReadOnlyMemory<byte>> ReadAsync(int count)
    {
        int start = (int)Math.Min(Position - _windowStart, _window.Length);
        if (_window.Length - start < count)
        {
            if (file.Length - Position < count)
            {
                throw CutOff();
            }

            int size = (int)Math.Min(Math.Max(WindowBytes, count), file.Length - Position);
            _window = await file.ReadExactlyAsync(Position, size, cancellation);
            _windowStart = Position;
            start = 0;
        }

        Position += count;
        CheckBound();
        return _window.AsMemory(start, count);
    }

    private void CheckBound()
    {
        if (Position > MaxHeaderBytes)
        {
            throw new InvalidDataException(
                $"{ShownText.Of(file.Path)} has a header of more than {MaxHeaderBytes} bytes.");
        }
    }

    private InvalidDataException CutOff() => new($"{ShownText.Of(file.Path)} is cut off in its header.");
}
