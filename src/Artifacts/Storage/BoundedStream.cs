namespace Xerotier.Artifacts.Storage;

/// <summary>The next bytes of a stream, and no more of it.</summary>
/// <param name="inner">The stream.</param>
/// <param name="length">Bytes that may be read.</param>
/// <param name="leaveOpen">Whether the stream outlives this view of it.</param>
public sealed class BoundedStream(Stream inner, long length, bool leaveOpen = false) : ForwardStream
{
    private long _left = length;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int wanted = (int)Math.Min(buffer.Length, _left);
        int read = wanted == 0 ? 0 : await inner.ReadAsync(buffer[..wanted], cancellationToken);
        _left -= read;
        return read;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !leaveOpen)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
