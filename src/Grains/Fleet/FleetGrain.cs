using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using Xerotier.Grains.Agents;
using Xerotier.Routing.Picking;

namespace Xerotier.Grains.Fleet;

/// <inheritdoc cref="IFleetGrain"/>
[GrainType("fleet")]
internal sealed partial class FleetGrain(
    [PersistentState("fleet", StorageNames.Durable)] IPersistentState<FleetState> store,
    IOptions<FleetOptions> options,
    SiloStop stop,
    TimeProvider time,
    Xoshiro256 random,
    ILogger<FleetGrain> logger) : Grain, IFleetGrain
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
    private Roster _roster = null!;
    private IGrainTimer? _saving;
    private TaskCompletionSource _news = NewSignal();
    private long _version = 1;
    private long _completeSince;

    private bool IsWarming => _unheard.Count > 0 && time.GetUtcNow() < _warmUntil;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _roster = new Roster(store);
        foreach (RosterEntry entry in _roster.Entries)
        {
            _agents[entry.AgentId] = new Entry(entry.ToSnapshot(), _version, null, 0);
            _unheard.Add(entry.AgentId);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        SaveAsync();

    /// <inheritdoc/>
    public ValueTask<long> UpdateAsync(AgentSnapshot agent)
    {
        if (agent.State == AgentState.Dead || _removals.ContainsKey(agent.AgentId))
        {
            return new(_epoch);
        }

        _unheard.Remove(agent.AgentId);
        _agents[agent.AgentId] = Take(agent, ++_version);
        Announce();
        _roster.Note(RosterEntry.Of(agent));
        if (_roster.IsChanged)
        {
            _saving ??= this.RegisterGrainTimer(
                _ => SaveAsync(), new GrainTimerCreationOptions(options.Value.RosterDelay, Timeout.InfiniteTimeSpan));
        }

        return new(_epoch);
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
        _roster.Remove(agentId);
        await _roster.SaveAsync();
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
        long since = full ? 0 : version;
        return new FleetChange(
            _epoch,
            _version,
            full,
            IsWarming,
            [.. _agents.Values.Where(agent => agent.Version > since).Select(agent => agent.Since(since))],
            full ? [] : [.. _removals.Where(removal => removal.Value > version).Select(removal => removal.Key)],
            [.. _awaited]);
    }

    /// <summary>Keeps prefix news apart: the next snapshot has none and must not hide them from slower pulls.</summary>
    private Entry Take(AgentSnapshot agent, long version)
    {
        if (agent.Heartbeat?.Prefixes is { } prefixes)
        {
            AgentSnapshot bare = agent with { Heartbeat = agent.Heartbeat with { Prefixes = null } };
            return new Entry(bare, version, prefixes, version);
        }

        Entry known = _agents.GetValueOrDefault(agent.AgentId);
        return known with { Snapshot = agent, Version = version };
    }

    private async Task SaveAsync()
    {
        _saving?.Dispose();
        _saving = null;
        try
        {
            await _roster.SaveAsync();
        }
        catch (Exception exception)
        {
            // Whoever reports next sets the timer again.
            LogSaveFailed(logger, this.GetPrimaryKeyString(), exception);
        }
    }

    private void Announce()
    {
        _news.TrySetResult();
        _news = NewSignal();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The roster of pool {Pool} could not be written; it is tried " +
        "again.")]
    private static partial void LogSaveFailed(ILogger logger, string pool, Exception exception);

    private readonly record struct Entry(
        AgentSnapshot Snapshot, long Version, AgentPrefixes? Prefixes, long PrefixVersion)
    {
        /// <summary>The agent, with prefix news if they are newer than a version.</summary>
        public AgentSnapshot Since(long version) => Prefixes is not null && PrefixVersion > version
            ? Snapshot with { Heartbeat = Snapshot.Heartbeat! with { Prefixes = Prefixes } }
            : Snapshot;
    }
}
