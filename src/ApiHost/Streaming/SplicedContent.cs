using System.Net;
using System.Net.Http.Headers;
using Xerotier.Protocol.OpenAi;

namespace Xerotier.ApiHost.Streaming;

/// <summary>Sends a spliced body without joining its pieces first.</summary>
internal sealed class SplicedContent : HttpContent
{
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
    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        foreach (var piece in _body.Pieces())
        {
            await stream.WriteAsync(piece, cancellationToken);
        }
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
