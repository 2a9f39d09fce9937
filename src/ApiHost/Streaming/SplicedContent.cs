using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using Xerotier.Protocol.OpenAi;

namespace Xerotier.ApiHost.Streaming;

/// <summary>
/// Sends a spliced body: a usual one joined, for each write costs a frame and several allocations; a large one piece by
/// piece, so that it is not held twice.
/// </summary>
internal sealed class SplicedContent : HttpContent
{
    private const int MostJoinedBytes = 128 << 10;

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly SplicedBody _body;

    /// <summary>Wraps a body.</summary>
    public SplicedContent(SplicedBody body)
    {
        _body = body;
        Headers.ContentType = Json;
    }

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        _body.Length <= MostJoinedBytes
            ? WriteJoinedAsync(stream, cancellationToken)
            : WritePiecesAsync(stream, cancellationToken);

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }

    private async Task WriteJoinedAsync(Stream stream, CancellationToken cancellationToken)
    {
        var joined = ArrayPool<byte>.Shared.Rent(_body.Length);
        try
        {
            _body.CopyTo(joined);
            await stream.WriteAsync(joined.AsMemory(0, _body.Length), cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(joined);
        }
    }

    private async Task WritePiecesAsync(Stream stream, CancellationToken cancellationToken)
    {
        foreach (var piece in _body.Pieces())
        {
            await stream.WriteAsync(piece, cancellationToken);
        }
    }
}
