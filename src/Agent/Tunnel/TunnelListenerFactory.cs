using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace Xerotier.Agent.Tunnel;

/// <summary>Gives Kestrel connections that the agent dialled, and leaves sockets to the usual transport.</summary>
internal sealed class TunnelListenerFactory(TunnelDialer dialer, AgentClock clock, ILogger<TunnelListener> log)
    : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    public bool CanBind(EndPoint endpoint) => endpoint is TunnelEndPoint;

    public ValueTask<IConnectionListener> BindAsync(
        EndPoint endpoint, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IConnectionListener>(
            new TunnelListener((TunnelEndPoint)endpoint, dialer, clock, log));
}
