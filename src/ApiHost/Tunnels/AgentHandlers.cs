using System.Text;

namespace Xerotier.ApiHost.Tunnels;

/// <summary>HTTP/2 clients for agents. Nothing is interpreted on the way: no cookies, redirects or proxies.</summary>
internal static class AgentHandlers
{
    private static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(10);

    /// <summary>A client of agents that are reached by their address.</summary>
    public static SocketsHttpHandler CreateDirect(TimeSpan connectTimeout)
    {
        var handler = Create();
        handler.ConnectTimeout = connectTimeout;
        handler.EnableMultipleHttp2Connections = true;
        return handler;
    }

    /// <summary>The client of one tunnel.</summary>
    /// <param name="connect">Hands out the tunnel's stream, once.</param>
    public static SocketsHttpHandler CreateTunnelled(Func<Stream> connect)
    {
        var handler = Create();

        // The default of a minute would close an idle tunnel, and the next request would wait for a new one.
        handler.PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan;
        handler.ConnectCallback = (_, _) => new ValueTask<Stream>(connect());
        return handler;
    }

    private static SocketsHttpHandler Create() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        KeepAlivePingDelay = PingDelay,
        KeepAlivePingTimeout = PingTimeout,
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.Always,
        MaxResponseHeadersLength = 64,
        RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
    };
}
