using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using Xerotier.Grains.Agents;
using Xerotier.Routing.Picking;

namespace Xerotier.Grains.Fleet;

/// <inheritdoc cref="IFleetGrain"/>
[GrainType("fleet")]
internal sealed class FleetGrain(
    [PersistentState("fleet", StorageNames.Durable)] IPersistentState<FleetState> store,
    IOptions<FleetOptions> options,
    SiloStop stop,
    TimeProvider time,
    Xoshiro256 random) : Grain, IFleetGrain
{
    /// <summary>Removals that pulls can still learn one by one; who is further behind gets everything.</summary>
    private const int MaxRemovals = 1_000;

    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    private readonly Dictionary<Guid, Entry> _agents = [];
    private readonly Dictionary<Guid, long> _removals = [];
    private readonly HashSet<Guid> _unheard = [];
    private readonly HashSet<string> _awaited = new(StringComparer.Ordinal);
    private readonly long _epoch = (long)(random.NextBits() >> 1) | 1;
    private readonly DateTimeOffset _warmUntil = time.GetUtcNow() + options.Value.WarmUp;
    private TaskCompletionSource _news = NewSignal();
    private long _version = 1;
    private long _completeSince;

    private bool IsWarming => _unheard.Count > 0 && time.GetUtcNow() < _warmUntil;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        foreach (RosterEntry entry in store.State.Agents)
        {
            _agents[entry.AgentId] = new Entry(entry.ToSnapshot(), _version);
            _unheard.Add(entry.AgentId);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask<long> UpdateAsync(AgentSnapshot agent)
    {
        if (agent.State == AgentState.Dead || _removals.ContainsKey(agent.AgentId))
        {
            return _epoch;
        }

        _unheard.Remove(agent.AgentId);
        _agents[agent.AgentId] = new Entry(agent, ++_version);
        Announce();

        var entry = RosterEntry.Of(agent);
        RosterEntry? known = store.State.Agents.FirstOrDefault(other => other.AgentId == agent.AgentId);
        if (known is null || !known.SaysTheSameAs(entry))
        {
            RosterEntry[] others = [.. store.State.Agents.Where(other => other != known)];
            await store.CommitAsync(state => state.Agents = [.. others, entry]);
        }

        return _epoch;
    }

    /// <inheritdoc/>
    public async ValueTask RemoveAsync(Guid agentId)
    {
        _unheard.Remove(agentId);
        _agents.Remove(agentId);
        _removals[agentId] = ++_version;
        if (_removals.Count > MaxRemovals)
        {
            (Guid oldest, _completeSince) = _removals.MinBy(removal => removal.Value);
            _removals.Remove(oldest);
        }

        Announce();
        if (store.State.Agents.Any(entry => entry.AgentId == agentId))
        {
            RosterEntry[] others = [.. store.State.Agents.Where(entry => entry.AgentId != agentId)];
            await store.CommitAsync(state => state.Agents = others);
        }
    }

    /// <inheritdoc/>
    public ValueTask AnnounceWaitingAsync(string model, bool waiting)
    {
        if (waiting ? _awaited.Add(model) : _awaited.Remove(model))
        {
            _version++;
            Announce();
        }

        return default;
    }

    /// <inheritdoc/>
    public async ValueTask<FleetChange> PullAsync(long epoch, long version, TimeSpan wait)
    {
        if (epoch == _epoch && version >= _version)
        {
            await _news.Task.WaitAtMostAsync(wait < MaxWait ? wait : MaxWait, time, stop.Token);
        }

        bool full = epoch != _epoch || version < _completeSince;
        return new FleetChange(
            _epoch,
            _version,
            full,
            IsWarming,
            [.. _agents.Values.Where(agent => full || agent.Version > version).Select(agent => agent.Snapshot)],
            full ? [] : [.. _removals.Where(removal => removal.Value > version).Select(removal => removal.Key)],
            [.. _awaited]);
    }

    private void Announce()
    {
        _news.TrySetResult();
        _news = NewSignal();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly record struct Entry(AgentSnapshot Snapshot, long Version);
}
