using System.Buffers;
using ICSharpCode.SharpZipLib.BZip2;
using Xerotier.Artifacts.Storage;

namespace Xerotier.Artifacts.Archives;

/// <summary>
/// Decompresses bzip2. The files of parallel compressors are several streams, one behind the other, which the library's
/// decoder does not follow by itself.
/// </summary>
/// <param name="compressed">The compressed bytes; stay open.</param>
internal sealed class Bzip2Stream(Stream compressed) : ForwardStream
{
    private const byte FirstByte = (byte)'B';

    private readonly ByteFeed _feed = new(compressed);
    private BZip2InputStream? _decoder;

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (!buffer.IsEmpty && (_decoder is not null || TryStart()))
        {
            int read = _decoder!.Read(buffer.Span);
            if (read > 0)
            {
                return new ValueTask<int>(read);
            }

            _decoder.Dispose();
            _decoder = null;
        }

        return new ValueTask<int>(0);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _decoder?.Dispose();
            _feed.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool TryStart()
    {
        int next = _feed.Peek();
        if (next < 0)
        {
            return false;
        }

        _decoder = next == FirstByte
            ? new BZip2InputStream(_feed) { IsStreamOwner = false }
            : throw new InvalidDataException("The data is no bzip2 stream.");
        return true;
    }

    /// <summary>Gives the decoder its bytes one by one, as it asks for them.</summary>
    private sealed class ByteFeed(Stream source) : ForwardStream
    {
        private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        private int _next;
        private int _end;

        public int Peek()
        {
            if (_next == _end)
            {
                (_next, _end) = (0, source.Read(_buffer, 0, _buffer.Length));
            }

            return _end == 0 ? -1 : _buffer[_next];
        }

        public override int ReadByte()
        {
            int value = Peek();
            _next += value < 0 ? 0 : 1;
            return value;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int value = buffer.IsEmpty ? -1 : ReadByte();
            if (value < 0)
            {
                return new ValueTask<int>(0);
            }

            buffer.Span[0] = (byte)value;
            return new ValueTask<int>(1);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                ArrayPool<byte>.Shared.Return(_buffer);
            }

            base.Dispose(disposing);
        }
    }
}
