using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using Xerotier.Grains.Agents;

namespace Xerotier.ApiHost.Tunnels;

/// <summary>The tunnels that end at this host, at most one an agent: the newest wins.</summary>
internal sealed class TunnelRegistry(HostIdentity host, IOptions<TunnelOptions> options, TimeProvider time)
{
    private readonly ConcurrentDictionary<Guid, AgentTunnel> _tunnels = new();
    private readonly int _capacity = options.Value.MaxTunnels;
    private readonly string? _relayUrl = options.Value.RelayUrl?.ToString();
    private long _lastEpoch;

    /// <summary>Tunnels that are open.</summary>
    public int Count => _tunnels.Count;

    /// <summary>Whether an agent that has no tunnel here yet may open one.</summary>
    public bool HasRoomFor(Guid agentId) => _tunnels.Count < _capacity || _tunnels.ContainsKey(agentId);

    /// <summary>Takes an open stream as an agent's tunnel and closes the agent's older one.</summary>
    public AgentTunnel Add(Guid agentId, Stream stream)
    {
        var tunnel = new AgentTunnel(agentId, new TunnelAddress(host.Id, NextEpoch(), _relayUrl), stream);
        AgentTunnel? replaced = null;
        _tunnels.AddOrUpdate(
            agentId,
            _ => tunnel,
            (_, old) =>
            {
                replaced = old;
                return tunnel;
            });
        replaced?.Dispose();
        return tunnel;
    }

    /// <summary>Forgets a tunnel that has ended, unless a newer one has replaced it.</summary>
    public void Remove(AgentTunnel tunnel)
    {
        _tunnels.TryRemove(new KeyValuePair<Guid, AgentTunnel>(tunnel.AgentId, tunnel));
        tunnel.Dispose();
    }

    /// <summary>An agent's tunnel.</summary>
    public bool TryFind(Guid agentId, [NotNullWhen(true)] out AgentTunnel? tunnel) =>
        _tunnels.TryGetValue(agentId, out tunnel);

    /// <summary>Closes every tunnel.</summary>
    public void CloseAll()
    {
        foreach (var tunnel in _tunnels.Values)
        {
            tunnel.Dispose();
        }
    }

    // The clock may stand still between two tunnels, epochs may not.
    private long NextEpoch()
    {
        while (true)
        {
            var last = Volatile.Read(ref _lastEpoch);
            var next = Math.Max(last + 1, time.GetUtcNow().Ticks);
            if (Interlocked.CompareExchange(ref _lastEpoch, next, last) == last)
            {
                return next;
            }
        }
    }
}
