using System.Net;
using System.Text;

namespace Xerotier.Cli.Uploads;

/// <summary>The digest of a part: a field that follows the part's bytes, so that they are read once only.</summary>
internal sealed class DigestContent(PartContent part) : HttpContent
{
    private const int HexDigits = 64;

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        stream.WriteAsync(Encoding.ASCII.GetBytes(part.Sha256Hex)).AsTask();

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = HexDigits;
        return true;
    }
}
