using System.Net;
using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using Xerotier.Agent.Enrollment;
using Xerotier.Protocol.Agents;
using Xerotier.Protocol.Tunnels;

namespace Xerotier.Agent.Tunnel;

/// <summary>Opens tunnels with the agent's current token.</summary>
internal sealed partial class TunnelDialer(
    AgentIdentity identity, AgentOptions options, AgentLife life, AgentMetrics metrics, ILogger<TunnelDialer> log)
{
    private static readonly TimeSpan DialTimeout = TimeSpan.FromSeconds(15);
    private long _lastId;

    /// <summary>Dials once.</summary>
    /// <exception cref="WebSocketException">The host refused or cannot be reached.</exception>
    public async Task<TunnelConnection> DialAsync(Uri? url, CancellationToken cancellationToken)
    {
        var seen = identity.Current;
        url ??= seen.TunnelUrl;
        var socket = new ClientWebSocket();
        try
        {
            Configure(socket.Options, seen.Token);
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            deadline.CancelAfter(DialTimeout);
            await socket.ConnectAsync(url, deadline.Token);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            var refused = socket.HttpStatusCode == HttpStatusCode.Unauthorized;
            socket.Dispose();
            if (refused) await RenewAsync(seen, cancellationToken);
            throw;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
        LogOpened(url);
        metrics.TunnelOpened();
        life.Reachable();
        var id = $"tunnel-{Interlocked.Increment(ref _lastId)}";
        return new TunnelConnection(id, TunnelStream.Create(socket), () =>
        {
            metrics.TunnelClosed();
            LogClosed(url);
        });
    }

    private void Configure(ClientWebSocketOptions socket, string token)
    {
        socket.AddSubProtocol(AgentProtocol.TunnelSubprotocol);
        socket.SetRequestHeader("Authorization", $"Bearer {token}");
        socket.KeepAliveInterval = TimeSpan.FromSeconds(TunnelStream.KeepAliveIntervalSeconds);
        socket.KeepAliveTimeout = TimeSpan.FromSeconds(TunnelStream.KeepAliveTimeoutSeconds);
        socket.CollectHttpResponseDetails = true;
        socket.RemoteCertificateValidationCallback = AgentHttp.ValidationFor(options.AllowInsecure);
    }

    private async Task RenewAsync(EnrollmentState seen, CancellationToken cancellationToken)
    {
        try
        {
            await identity.RefreshAsync(seen, cancellationToken);
        }
        catch (AgentFailure failure)
        {
            life.Fail(failure.Exit);
        }
    }

    [LoggerMessage(1111, LogLevel.Information, "Tunnel open to {Url}")]
    private partial void LogOpened(Uri url);

    [LoggerMessage(1112, LogLevel.Warning, "Tunnel to {Url} closed")]
    private partial void LogClosed(Uri url);
}
