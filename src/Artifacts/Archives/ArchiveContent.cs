using ICSharpCode.SharpZipLib;
using Xerotier.Artifacts.Storage;

namespace Xerotier.Artifacts.Archives;

/// <summary>What comes out of an archive; what its decoders throw becomes an <see cref="ArchiveException"/>.</summary>
/// <param name="decoded">The decoded bytes.</param>
internal sealed class ArchiveContent(Stream decoded) : ForwardStream
{
    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await decoded.ReadAsync(buffer, cancellationToken);
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
        new("The archive is broken or of another format than announced.", exception);
}
