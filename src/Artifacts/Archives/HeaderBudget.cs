using Xerotier.Artifacts.Storage;

namespace Xerotier.Artifacts.Archives;

/// <summary>
/// Limits what the tar reader reads for the headers of one entry, which it keeps in memory whatever length they claim.
/// </summary>
/// <param name="tar">The archive, decompressed; disposed of with this stream.</param>
internal sealed class HeaderBudget(Stream tar) : ForwardStream
{
    private const long MaxHeaderBytes = 1024 * 1024;

    private long _left = long.MaxValue;

    /// <summary>The next bytes are headers.</summary>
    public void Begin() => _left = MaxHeaderBytes;

    /// <summary>The next bytes are the content of a file.</summary>
    public void End() => _left = long.MaxValue;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_left == 0)
        {
            throw new InvalidDataException($"The headers of an entry are more than {MaxHeaderBytes} bytes.");
        }

        int wanted = (int)Math.Min(buffer.Length, _left);
        int read = await tar.ReadAsync(buffer[..wanted], cancellationToken);
        _left -= read;
        return read;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            tar.Dispose();
        }

        base.Dispose(disposing);
    }
}
