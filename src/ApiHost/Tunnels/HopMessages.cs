using System.Buffers;
using System.Collections.Frozen;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Xerotier.ApiHost.Tunnels;

/// <summary>Copies requests and answers between two connections without looking into them.</summary>
internal static class HopMessages
{
    private const int BufferBytes = 16 << 10;

    /// <summary>Headers that concern one connection only (RFC 9110, 7.6.1), and those that end at this host.</summary>
    private static readonly FrozenSet<string> OwnHeaders = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        HeaderNames.Authorization,
        HeaderNames.Connection,
        HeaderNames.Host,
        HeaderNames.KeepAlive,
        HeaderNames.ProxyConnection,
        HeaderNames.TransferEncoding,
        HeaderNames.Upgrade);

    /// <summary>A request to the agent like the one that came; the caller disposes it.</summary>
    public static HttpRequestMessage Copy(HttpRequest from, AgentChannel channel, string path)
    {
        var request = channel.CreateRequest(new HttpMethod(from.Method), path);
        if (from.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true })
        {
            request.Content = new StreamContent(from.Body, BufferBytes);
        }

        foreach (var (name, values) in from.Headers)
        {
            if (!OwnHeaders.Contains(name)
                && !request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        return request;
    }

    /// <summary>Status and headers of the agent's answer.</summary>
    public static void CopyHead(HttpResponseMessage from, HttpResponse to)
    {
        to.StatusCode = (int)from.StatusCode;
        foreach (var (name, values) in from.Headers.NonValidated.Concat(from.Content.Headers.NonValidated))
        {
            if (!OwnHeaders.Contains(name))
            {
                to.Headers[name] = values.ToArray();
            }
        }
    }

    /// <summary>The body of the agent's answer; each part goes on as it comes.</summary>
    public static async Task CopyBodyAsync(
        HttpResponseMessage from, HttpResponse to, CancellationToken cancellationToken)
    {
        await using var body = await from.Content.ReadAsStreamAsync(cancellationToken);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            while (await body.ReadAsync(buffer, cancellationToken) is var read and > 0)
            {
                await to.Body.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                await to.Body.FlushAsync(cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
