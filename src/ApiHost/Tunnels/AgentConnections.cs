using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Xerotier.Grains.Agents;

namespace Xerotier.ApiHost.Tunnels;

/// <summary>The one place that turns an agent's address into a way to call it.</summary>
internal sealed class AgentConnections : IDisposable
{
    private readonly ConcurrentDictionary<string, AgentChannel> _channels = new(StringComparer.Ordinal);
    private readonly TunnelRegistry _tunnels;
    private readonly HostIdentity _host;
    private readonly HostCredentials _credentials;
    private readonly SocketsHttpHandler _handler;
    private readonly HttpMessageInvoker _direct;

    /// <summary>Makes the place.</summary>
    public AgentConnections(
        TunnelRegistry tunnels, HostIdentity host, HostCredentials credentials, IOptions<TunnelOptions> options)
    {
        _tunnels = tunnels;
        _host = host;
        _credentials = credentials;
        _handler = AgentHandlers.CreateDirect(options.Value.ConnectTimeout);
        _direct = new HttpMessageInvoker(_handler);
    }

    /// <summary>
    /// A way to call an agent: directly, through its tunnel here, or through the host that holds its tunnel; null when
    /// its tunnel has ended, or is on a host that takes no requests of others.
    /// </summary>
    public AgentChannel? Find(Guid agentId, AgentAddress address)
    {
        if (address.DirectUrl is { } url)
        {
            return _channels.GetOrAdd(url, static (url, direct) => new AgentChannel(direct, new Uri(url)), _direct);
        }

        if (address.Tunnel is { } elsewhere && elsewhere.HostId != _host.Id && elsewhere.RelayUrl is { } relayUrl)
        {
            var hop = new HostHop(_handler, _credentials, agentId, elsewhere, relayUrl);
            return new AgentChannel(new HttpMessageInvoker(hop, disposeHandler: false), AgentTunnel.BaseUrl);
        }

        // Whatever epoch the router knew, the newest tunnel here is the agent's.
        return _tunnels.TryFind(agentId, out var tunnel) ? tunnel.Channel : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _direct.Dispose();
}
