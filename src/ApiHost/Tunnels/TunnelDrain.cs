using Microsoft.Extensions.Options;
using Xerotier.ApiHost.Hosting;
using Xerotier.ApiHost.Inference;

namespace Xerotier.ApiHost.Tunnels;

/// <summary>
/// Closes the tunnels at shutdown, once the requests that run through them have ended or their time is up. The server
/// waits for open connections, so this starts before it closes its doors.
/// </summary>
internal sealed class TunnelDrain(
    TunnelRegistry registry,
    HostLeases leases,
    RelayedRequests relayed,
    HostStop stop,
    IOptions<TunnelOptions> options) : IHostedService
{
    private Task _drained = Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        stop.Draining.Register(() => _drained = DrainAsync());
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => _drained.WaitAsync(cancellationToken);

    private async Task DrainAsync()
    {
        var timeout = options.Value.DrainTimeout;
        await Task.WhenAll(leases.WhenNoneAsync(timeout), relayed.WhenNoneAsync(timeout));
        registry.CloseAll();
    }
}
