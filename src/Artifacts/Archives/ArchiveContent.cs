using ICSharpCode.SharpZipLib;
using Xerotier.Artifacts.Storage;

namespace Xerotier.Artifacts.Archives;

/// <summary>
/// A file in an archive. What decoders throw becomes an <see cref="ArchiveException"/>, and so does an archive that
/// ends before the file, which the tar reader takes for a shorter file.
/// </summary>
/// <param name="decoded">The decoded bytes.</param>
/// <param name="length">How many there must be.</param>
internal sealed class ArchiveContent(Stream decoded, long length) : ForwardStream
{
    private long _left = length;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            int read = await decoded.ReadAsync(buffer, cancellationToken);
            _left -= read;
            return read > 0 || buffer.IsEmpty || _left == 0
                ? read
                : throw new EndOfStreamException("It ends in the middle of a file.");
        }
        catch (Exception exception) when (IsBroken(exception))
        {
            throw Broken(exception);
        }
    }

    /// <summary>Whether a decoder throws this at a broken archive.</summary>
    public static bool IsBroken(Exception exception) => exception
        is InvalidDataException or EndOfStreamException or FormatException or ArgumentException or OverflowException
        or NotSupportedException or SharpZipBaseException;

    /// <summary>The broken archive.</summary>
    public static ArchiveException Broken(Exception exception) =>
        new($"The archive is broken or of another format than announced: {exception.Message}", exception);
}
