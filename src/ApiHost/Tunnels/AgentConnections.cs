using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Xerotier.Grains.Agents;

namespace Xerotier.ApiHost.Tunnels;

/// <summary>The one place that turns an agent's address into a way to call it.</summary>
internal sealed class AgentConnections(TunnelRegistry tunnels, HostIdentity host, IOptions<TunnelOptions> options)
    : IDisposable
{
    private readonly ConcurrentDictionary<string, AgentChannel> _channels = new(StringComparer.Ordinal);
    private readonly HttpMessageInvoker _direct = new(AgentHandlers.CreateDirect(options.Value.ConnectTimeout));

    /// <summary>
    /// A way to call an agent; null when it cannot be reached from here: its tunnel has ended or is on another host.
    /// </summary>
    public AgentChannel? Find(Guid agentId, AgentAddress address)
    {
        if (address.DirectUrl is { } url)
        {
            return _channels.GetOrAdd(url, static (url, direct) => new AgentChannel(direct, new Uri(url)), _direct);
        }

        // Whatever epoch the router knew, the newest tunnel is the agent's.
        return address.Tunnel?.HostId == host.Id && tunnels.TryFind(agentId, out var tunnel) ? tunnel.Channel : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _direct.Dispose();
}
