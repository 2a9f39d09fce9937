using System.Net;
using System.Security.Cryptography;

namespace Xerotier.Cli.Uploads;

/// <summary>The bytes of one part, read while they are sent; knows their digest afterwards.</summary>
/// <param name="files">All bytes.</param>
/// <param name="from">Where the part begins.</param>
/// <param name="count">How long it is.</param>
/// <param name="sent">Told of bytes that were sent.</param>
internal sealed class PartContent(LocalFiles files, long from, long count, Action<long> sent) : HttpContent
{
    private readonly IncrementalHash _digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _sent;

    /// <summary>The SHA-256 of what was sent, in hex.</summary>
    public string Sha256Hex => Convert.ToHexStringLower(_digest.GetCurrentHash());

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        files.ReadAsync(
            from,
            count,
            async bytes =>
            {
                await stream.WriteAsync(bytes, cancellationToken);
                _digest.AppendData(bytes.Span);
                _sent += bytes.Length;
                sent(bytes.Length);
            },
            cancellationToken);

    /// <summary>Takes back what was told of bytes that did not arrive.</summary>
    public void Unsend()
    {
        sent(-_sent);
        _sent = 0;
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = count;
        return true;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _digest.Dispose();
        base.Dispose(disposing);
    }
}
