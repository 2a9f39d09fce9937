using System.Net.Sockets;
using System.Net.WebSockets;

namespace Xerotier.TestKit.Agents;

/// <summary>
/// Opens a tunnel to a host and passes its bytes on to an agent that listens on a port: an agent behind a tunnel.
/// </summary>
public sealed class TunnelBridge : IAsyncDisposable
{
    private readonly ClientWebSocket _socket;
    private readonly TcpClient _tcp;
    private readonly Task _pumps;

    private TunnelBridge(ClientWebSocket socket, TcpClient tcp)
    {
        _socket = socket;
        _tcp = tcp;
        Stream tunnel = WebSocketStream.Create(socket, WebSocketMessageType.Binary);
        _pumps = Task.WhenAny(PumpAsync(tunnel, tcp.GetStream()), PumpAsync(tcp.GetStream(), tunnel));
    }

    /// <summary>Completes when either side has closed.</summary>
    public Task Closed => _pumps;

    /// <summary>Opens a tunnel.</summary>
    /// <param name="url">The host's tunnel URL (ws).</param>
    /// <param name="subprotocol">The subprotocol to ask for.</param>
    /// <param name="token">The agent's bearer token.</param>
    /// <param name="agent">Where the agent listens.</param>
    public static async Task<TunnelBridge> OpenAsync(Uri url, string subprotocol, string token, Uri agent)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(subprotocol);
        socket.Options.SetRequestHeader("Authorization", "Bearer " + token);
        socket.Options.CollectHttpResponseDetails = true;
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await socket.ConnectAsync(url, deadline.Token);
        var tcp = new TcpClient();
        await tcp.ConnectAsync(agent.Host, agent.Port, deadline.Token);
        return new TunnelBridge(socket, tcp);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        _tcp.Dispose();
        await _pumps;
    }

    private static async Task PumpAsync(Stream from, Stream to)
    {
        try
        {
            await from.CopyToAsync(to);
        }
        catch (Exception exception) when (exception is IOException or WebSocketException
            or ObjectDisposedException or OperationCanceledException)
        {
            // The other end is gone: so is the bridge.
        }
    }
}
