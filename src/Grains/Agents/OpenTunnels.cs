namespace Xerotier.Grains.Agents;

/// <summary>
/// The tunnels of one agent, at most one a host. The newest is used; another one when the newest fell silent or failed
/// a request, as when its host was killed and told nobody.
/// </summary>
/// <param name="maxSilence">Silence after which other tunnels come before one.</param>
internal sealed class OpenTunnels(TimeSpan maxSilence)
{
    private readonly Dictionary<string, Tunnel> _byHost = new(StringComparer.Ordinal);

    /// <summary>The tunnel to use; null when there is none.</summary>
    public TunnelAddress? Current { get; private set; }

    /// <summary>Whether this tunnel, not an earlier one of its host, has given a sign of life.</summary>
    public bool Knows(TunnelAddress address) =>
        _byHost.TryGetValue(address.HostId, out Tunnel known) && known.Address == address;

    /// <summary>Takes a sign of life; false when it is old news.</summary>
    public bool Attach(TunnelAddress address, DateTimeOffset now)
    {
        if (_byHost.TryGetValue(address.HostId, out Tunnel known)
            && (address.Epoch < known.Address.Epoch || (known.IsEnded && address.Epoch == known.Address.Epoch)))
        {
            return false;
        }

        _byHost[address.HostId] = new Tunnel(address, now, IsEnded: false, HasFailed: false);
        Choose(now);
        return true;
    }

    /// <summary>Takes the news that a tunnel has ended: later signs of life of it were overtaken.</summary>
    public void Detach(TunnelAddress address, DateTimeOffset now)
    {
        if (!_byHost.TryGetValue(address.HostId, out Tunnel known) || known.Address.Epoch <= address.Epoch)
        {
            _byHost[address.HostId] = new Tunnel(address, now, IsEnded: true, HasFailed: false);
            Choose(now);
        }
    }

    /// <summary>A request failed at the agent: until its next sign of life, other tunnels come before the current
    /// one.</summary>
    public void Fail(DateTimeOffset now)
    {
        if (Current is { } failed && _byHost.TryGetValue(failed.HostId, out Tunnel known))
        {
            _byHost[failed.HostId] = known with { HasFailed = true };
            Choose(now);
        }
    }

    /// <summary>Chooses anew, as tunnels may have fallen silent, and forgets those that are of no use.</summary>
    public void Tidy(DateTimeOffset now)
    {
        Choose(now);
        foreach ((string hostId, Tunnel tunnel) in _byHost)
        {
            if (IsSilent(tunnel, now) && tunnel.Address != Current)
            {
                _byHost.Remove(hostId);
            }
        }
    }

    private void Choose(DateTimeOffset now)
    {
        Tunnel? best = null;
        foreach (Tunnel tunnel in _byHost.Values)
        {
            if (!tunnel.IsEnded && (best is null || Rank(tunnel, now).CompareTo(Rank(best.Value, now)) > 0))
            {
                best = tunnel;
            }
        }

        Current = best?.Address;
    }

    private bool IsSilent(Tunnel tunnel, DateTimeOffset now) => now - tunnel.Heard >= maxSilence;

    private (bool IsSound, long Epoch) Rank(Tunnel tunnel, DateTimeOffset now) =>
        (!tunnel.HasFailed && !IsSilent(tunnel, now), tunnel.Address.Epoch);

    private readonly record struct Tunnel(TunnelAddress Address, DateTimeOffset Heard, bool IsEnded, bool HasFailed);
}
