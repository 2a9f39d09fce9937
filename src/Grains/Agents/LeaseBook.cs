using System.Runtime.InteropServices;
using Xerotier.Grains.Fleet;

namespace Xerotier.Grains.Agents;

/// <summary>
/// Exact in-flight leases of one agent. Every operation is idempotent and the order in which calls arrive does not
/// matter: a released number never comes back, a lease that its host no longer names goes, a host that falls silent
/// or restarts loses what it held.
/// </summary>
/// <param name="maxHostSilence">Silence after which a host loses its leases.</param>
internal sealed class LeaseBook(TimeSpan maxHostSilence)
{
    private readonly Dictionary<string, HostLeases> _hosts = [];
    private readonly Dictionary<string, Share> _projects = new(StringComparer.Ordinal);

    /// <summary>Age below which a lease may be missing from its host's list, which may be older than it.</summary>
    private readonly TimeSpan _settled = maxHostSilence / 3;

    public int Count { get; private set; }

    public long ReservedTokens { get; private set; }

    public bool Holds(LeaseId id) =>
        _hosts.TryGetValue(id.HostId, out HostLeases? host)
        && host.Epoch == id.HostEpoch
        && host.Held.ContainsKey(id.Number);

    /// <summary>The projects that have most reserved, the largest first.</summary>
    public IEnumerable<ProjectTokens> LargestProjects(int count) => _projects
        .OrderByDescending(project => project.Value.Tokens)
        .Take(count)
        .Select(project => new ProjectTokens(project.Key, project.Value.Tokens));

    /// <summary>Leases of one project.</summary>
    public int CountOf(string projectId) => _projects.GetValueOrDefault(projectId).Leases;

    /// <summary>Takes a lease; false when its host's process is gone or has already ended it.</summary>
    public bool TryAcquire(LeaseId id, string projectId, long reservedTokens, DateTimeOffset now)
    {
        if (HostOf(id.HostId, id.HostEpoch, now) is not { } host || host.IsSpent(id.Number))
        {
            return false;
        }

        Add(host, id.Number, projectId, reservedTokens, now);
        return true;
    }

    /// <summary>Ends a lease; false when it was not held. Either way it cannot be taken any more.</summary>
    public bool Release(LeaseId id, DateTimeOffset now)
    {
        if (HostOf(id.HostId, id.HostEpoch, now) is not { } host)
        {
            return false;
        }

        host.Spend(id.Number, now);
        return Drop(host, id.Number);
    }

    /// <summary>Makes the book agree with what a host says it holds.</summary>
    public void Reassert(HeldLeases held, DateTimeOffset now)
    {
        if (HostOf(held.HostId, held.HostEpoch, now) is not { } host)
        {
            return;
        }

        var named = held.Leases.Select(lease => lease.Number).ToHashSet();
        foreach ((long number, HostLeases.Lease lease) in host.Held)
        {
            if (!named.Contains(number) && now - lease.Taken >= _settled)
            {
                Drop(host, number);
            }
        }

        foreach (HeldLease lease in held.Leases)
        {
            if (!host.IsSpent(lease.Number))
            {
                // Whose it is was lost with the grain's memory.
                Add(host, lease.Number, projectId: null, lease.ReservedTokens, now);
            }
        }
    }

    /// <summary>Takes the leases of hosts that have fallen silent.</summary>
    public void DropSilentHosts(DateTimeOffset now)
    {
        foreach ((string hostId, HostLeases host) in _hosts)
        {
            host.ForgetSpent(now - maxHostSilence);
            if (now - host.LastHeard >= maxHostSilence)
            {
                DropAll(host);
                _hosts.Remove(hostId);
            }
        }
    }

    private HostLeases? HostOf(string hostId, long epoch, DateTimeOffset now)
    {
        if (_hosts.TryGetValue(hostId, out HostLeases? host) && host.Epoch > epoch)
        {
            return null;
        }

        if (host is null || host.Epoch < epoch)
        {
            if (host is not null)
            {
                DropAll(host);
            }

            _hosts[hostId] = host = new HostLeases(epoch);
        }

        host.LastHeard = now;
        return host;
    }

    private void Add(HostLeases host, long number, string? projectId, long reservedTokens, DateTimeOffset now)
    {
        if (host.Held.TryAdd(number, new HostLeases.Lease(projectId, reservedTokens, now)))
        {
            Count++;
            ReservedTokens += reservedTokens;
            Charge(projectId, reservedTokens, 1);
        }
    }

    private void Charge(string? projectId, long tokens, int leases)
    {
        if (projectId is null)
        {
            return;
        }

        ref Share share = ref CollectionsMarshal.GetValueRefOrAddDefault(_projects, projectId, out _);
        share = new Share(share.Tokens + tokens, share.Leases + leases);
        if (share.Leases <= 0)
        {
            _projects.Remove(projectId);
        }
    }

    private bool Drop(HostLeases host, long number)
    {
        if (!host.Held.Remove(number, out HostLeases.Lease lease))
        {
            return false;
        }

        Count--;
        ReservedTokens -= lease.ReservedTokens;
        Charge(lease.ProjectId, -lease.ReservedTokens, -1);
        return true;
    }

    private void DropAll(HostLeases host)
    {
        foreach (long number in host.Held.Keys)
        {
            Drop(host, number);
        }
    }

    /// <summary>What one project holds.</summary>
    private readonly record struct Share(long Tokens, int Leases);
}
