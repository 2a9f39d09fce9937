using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace Xerotier.Agent.Tunnel;

/// <summary>
/// One tunnel: each accept dials until it succeeds, and the next accept waits for that connection to end.
/// </summary>
internal sealed partial class TunnelListener(
    TunnelEndPoint endPoint, TunnelDialer dialer, AgentClock clock, ILogger<TunnelListener> log) : IConnectionListener
{
    private readonly CancellationTokenSource _unbound = new();
    private readonly Backoff _backoff = new(clock.Random);
    private Task _previousEnded = Task.CompletedTask;

    public EndPoint EndPoint => endPoint;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_unbound.Token, cancellationToken);
        try
        {
            await _previousEnded.WaitAsync(stop.Token);
            while (true)
            {
                if (await TryDialAsync(stop.Token) is { } connection)
                {
                    _previousEnded = connection.Ended;
                    return connection;
                }
                await Task.Delay(_backoff.Next(), clock.Time, stop.Token);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        _unbound.Cancel();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _unbound.Cancel();
        return ValueTask.CompletedTask;
    }

    private async Task<TunnelConnection?> TryDialAsync(CancellationToken cancellationToken)
    {
        try
        {
            var connection = await dialer.DialAsync(endPoint.Url, cancellationToken);
            _backoff.Reset();
            return connection;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever went wrong: a listener that throws would end Kestrel's accept loop for good.
            LogDialFailed(e.Message);
            return null;
        }
    }

    [LoggerMessage(1101, LogLevel.Warning, "Cannot open the tunnel yet: {Reason}")]
    private partial void LogDialFailed(string reason);
}
