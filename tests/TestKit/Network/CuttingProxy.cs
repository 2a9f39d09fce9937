using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Xerotier.TestKit.Network;

/// <summary>A TCP proxy on loopback that breaks off the first connection that carries too many bytes.</summary>
public sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Uri _target;
    private readonly long _limit;
    private long _brought;
    private int _cuts;

    private CuttingProxy(Uri target, long limit) => (_target, _limit) = (target, limit);

    /// <summary>Where it listens.</summary>
    public Uri Url => new($"http://{_listener.LocalEndpoint}");

    /// <summary>Bytes that came from the server, of all connections.</summary>
    public long Brought => Interlocked.Read(ref _brought);

    /// <summary>Connections that were broken off: none or one.</summary>
    public int Cuts => Volatile.Read(ref _cuts);

    /// <summary>Starts a proxy.</summary>
    /// <param name="target">The server.</param>
    /// <param name="limit">Bytes of one connection, both ways together.</param>
    public static CuttingProxy Start(Uri target, long limit)
    {
        var proxy = new CuttingProxy(target, limit);
        proxy._listener.Start();
        _ = proxy.AcceptAsync();
        return proxy;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = RelayAsync(await _listener.AcceptTcpClientAsync(_stop.Token), _stop.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task RelayAsync(TcpClient client, CancellationToken cancellationToken)
    {
        using var _ = client;
        using var server = new TcpClient();
        try
        {
            await server.ConnectAsync(_target.Host, _target.Port, cancellationToken);
            var carried = new StrongBox<long>();
            await Task.WhenAny(
                CarryAsync(client.GetStream(), server.GetStream(), carried, _ => { }, cancellationToken),
                CarryAsync(server.GetStream(), client.GetStream(), carried, Count, cancellationToken));
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            // Either side has gone, and with this so does the other.
        }
    }

    private void Count(int bytes) => Interlocked.Add(ref _brought, bytes);

    private async Task CarryAsync(
        NetworkStream from, NetworkStream to, StrongBox<long> carried, Action<int> count,
        CancellationToken cancellationToken)
    {
        var buffer = new byte[64 << 10];
        while (await from.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            count(read);
            if (Interlocked.Add(ref carried.Value, read) > _limit && Interlocked.CompareExchange(ref _cuts, 1, 0) == 0)
            {
                return;
            }

            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }
}
