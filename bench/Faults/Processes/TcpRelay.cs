using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Xerotier.Faults.Processes;

/// <summary>Stands between an agent and the server, so that its connections can be cut.</summary>
internal sealed class TcpRelay : IDisposable
{
    private const int SlowBytes = 300;

    private static readonly TimeSpan SlowPause = TimeSpan.FromMilliseconds(20);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, byte> _open = new();
    private readonly int _port;

    public TcpRelay(int port)
    {
        _port = port;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Where to connect instead.</summary>
    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Whether what the agent says goes through slowly: 15 KB/s, a tenth of two streams or three.</summary>
    public bool IsSlow { get; set; }

    /// <summary>Cuts every connection; new ones are fine.</summary>
    public void Cut()
    {
        foreach (var socket in _open.Keys)
        {
            // A reset, as after a lost route, rather than a polite end.
            socket.LingerState = new LingerOption(true, 0);
            socket.Dispose();
            _open.TryRemove(socket, out _);
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        Cut();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptSocketAsync());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The bench is over.
        }
    }

    private async Task ServeAsync(Socket near)
    {
        var far = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        near.NoDelay = true;
        _open[near] = _open[far] = 0;
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _port);
            await Task.WhenAny(PumpAsync(near, far, () => IsSlow), PumpAsync(far, near, () => false));
        }
        catch (SocketException)
        {
            // The server is away.
        }
        finally
        {
            near.Dispose();
            far.Dispose();
            _open.TryRemove(near, out _);
            _open.TryRemove(far, out _);
        }
    }

    private static async Task PumpAsync(Socket from, Socket to, Func<bool> isSlow)
    {
        byte[] buffer = new byte[64 << 10];
        try
        {
            while (await from.ReceiveAsync(buffer.AsMemory(0, isSlow() ? SlowBytes : buffer.Length))
                is > 0 and var count)
            {
                if (isSlow()) await Task.Delay(SlowPause);
                for (int sent = 0; sent < count;) sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }
}
