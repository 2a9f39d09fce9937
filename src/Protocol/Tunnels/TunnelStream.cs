using System.Net.WebSockets;

namespace Xerotier.Protocol.Tunnels;

/// <summary>
/// The byte stream inside a tunnel's WebSocket, and the numbers both of its ends agree on. HTTP/2 runs over the
/// stream unframed: the agent is the server, the host the client.
/// </summary>
public static class TunnelStream
{
    /// <summary>Seconds of silence after which either end sends a WebSocket ping.</summary>
    public const int KeepAliveIntervalSeconds = 5;

    /// <summary>Seconds without a pong after which either end gives the tunnel up.</summary>
    public const int KeepAliveTimeoutSeconds = 10;

    /// <summary>
    /// Streams that the agent allows above its concurrency limit, so that a request beyond it is refused with a 503
    /// at once instead of waiting unseen in the client for a free stream.
    /// </summary>
    public const int SpareStreams = 64;

    /// <summary>Time that a closing end waits for the other's close frame.</summary>
    public static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Wraps an open WebSocket; disposing the stream closes the socket.</summary>
    /// <param name="socket">The tunnel's WebSocket.</param>
    public static Stream Create(WebSocket socket) =>
        WebSocketStream.Create(socket, WebSocketMessageType.Binary, CloseTimeout);
}
