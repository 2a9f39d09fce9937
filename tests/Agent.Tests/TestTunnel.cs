using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Xerotier.Protocol.Tunnels;

namespace Xerotier.Agent.Tests;

/// <summary>The host's end of a tunnel: an HTTP/2 client over the WebSocket that the agent dialled.</summary>
internal sealed class TestTunnel : IAsyncDisposable
{
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HttpContext _context;
    private readonly Stream _stream;
    private int _connects;

    public TestTunnel(WebSocket socket, HttpContext context)
    {
        _context = context;
        _stream = TunnelStream.Create(socket);
        context.RequestAborted.Register(() => _closed.TrySetResult());
        Http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = (_, _) => Interlocked.Increment(ref _connects) == 1
                ? ValueTask.FromResult(_stream)
                : ValueTask.FromException<Stream>(new IOException("The tunnel is gone.")),
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            KeepAlivePingDelay = TimeSpan.FromSeconds(10),
        })
        {
            BaseAddress = new Uri("http://agent"),
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
    }

    public HttpClient Http { get; }

    public Task Closed => _closed.Task;

    public Task<HttpResponseMessage> PostAsync(string path, string json) =>
        Http.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, path)
            {
                Version = HttpVersion.Version20,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
                Content = new StringContent(json, Encoding.UTF8, "application/json"),
            },
            HttpCompletionOption.ResponseHeadersRead).Within($"an answer of {path}");

    /// <summary>Posts and reads the answer to its end.</summary>
    public async Task<string> AskAsync(string path, string json)
    {
        using var response = await PostAsync(path, json);
        return await response.Content.ReadAsStringAsync().Within($"the whole answer of {path}");
    }

    /// <summary>Cuts the connection without any farewell.</summary>
    public void Cut() => _context.Abort();

    public ValueTask DisposeAsync()
    {
        _closed.TrySetResult();
        Http.Dispose();
        return _stream.DisposeAsync();
    }
}
