using Microsoft.Extensions.Logging;
using Orleans.Streams;
using Orleans.Streams.Core;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Fleet;

namespace Xerotier.Grains.Agents;

/// <summary>Heartbeats, tunnels and the state machine.</summary>
internal sealed partial class AgentGrain
{
    private const int MaxKnownModels = 100;
    private const int MaxProjects = 16;

    private Heartbeat? _heartbeat;
    private bool _hasPrefixNews;
    private DateTimeOffset? _lastSeen;

    private bool IsFresh => _time.GetUtcNow() - _lastSeen < _options.MaxSilence;

    private AgentAddress? Address =>
        Agent.DirectUrl is { } url ? new AgentAddress(url, null) :
        _tunnels.Current is { } tunnel ? new AgentAddress(null, tunnel) : null;

    /// <inheritdoc/>
    public async Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory)
    {
        StreamSubscriptionHandle<Heartbeat> handle = handleFactory.Create<Heartbeat>();
        await handle.ResumeAsync((heartbeat, _) => ReceiveHeartbeatAsync(heartbeat).AsTask());
    }

    /// <inheritdoc/>
    public async ValueTask ReceiveHeartbeatAsync(Heartbeat heartbeat)
    {
        if (!IsAlive || IsStale(heartbeat))
        {
            return;
        }

        bool changed = _heartbeat is null
            || _heartbeat.Draining != heartbeat.Draining
            || !_heartbeat.Models.AsSpan().SequenceEqual(heartbeat.Models.AsSpan());
        _heartbeat = heartbeat;
        _hasPrefixNews = heartbeat.Prefixes is not null;
        _lastSeen = _time.GetUtcNow();
        CountUnknownLeases();
        Report(urgent: changed);
        if (Agent.State is AgentState.Pending or AgentState.Disconnected)
        {
            string reason = Agent.State == AgentState.Pending ? "first heartbeat" : "heartbeats are back";
            await EnterAsync(AgentState.Active, reason, LearnModels);
        }
        else if (NewModels().Length > 0)
        {
            await ChangeAsync(LearnModels);
        }
    }

    /// <inheritdoc/>
    public ValueTask<HeartbeatStatus> GetHeartbeatStatusAsync() =>
        new(new HeartbeatStatus(_heartbeat?.Sequence ?? -1, Agent.State));

    /// <inheritdoc/>
    public ValueTask AttachTunnelAsync(TunnelAddress tunnel)
    {
        bool isNew = !_tunnels.Knows(tunnel);
        DateTimeOffset now = _time.GetUtcNow();
        if (!IsAlive || !_tunnels.Attach(tunnel, now))
        {
            return default;
        }

        _lastSeen = now;
        if (isNew && _tunnels.Current == tunnel)
        {
            // A new connection is a new start: what the old one failed says nothing about it.
            _suspicion.Clear();
            _service.Restart();
            Report(urgent: true);
        }
        else
        {
            Report();
        }

        return default;
    }

    /// <inheritdoc/>
    public ValueTask DetachTunnelAsync(TunnelAddress tunnel)
    {
        TunnelAddress? before = _tunnels.Current;
        _tunnels.Detach(tunnel, _time.GetUtcNow());
        if (before != _tunnels.Current)
        {
            Report(urgent: true);
        }

        return default;
    }

    /// <inheritdoc/>
    public async ValueTask<Result<AgentInfo>> SuspendAsync()
    {
        if (IsAlive && Agent.State != AgentState.Suspended)
        {
            await EnterAsync(AgentState.Suspended, "suspended by its owner");
        }

        return DescribeAlive();
    }

    /// <inheritdoc/>
    public async ValueTask<Result<AgentInfo>> ResumeAsync()
    {
        if (IsAlive && Agent.State == AgentState.Suspended)
        {
            AgentState state = IsFresh ? AgentState.Active : AgentState.Disconnected;
            await EnterAsync(state, "resumed by its owner");
        }

        return DescribeAlive();
    }

    /// <inheritdoc/>
    public async ValueTask<Result<AgentInfo>> RemoveAsync()
    {
        if (!_store.RecordExists)
        {
            return NotFound;
        }

        if (IsAlive)
        {
            _reports?.Stop();
            await EnterAsync(AgentState.Dead, "removed by its owner", TokenFamily.Revoke);
        }

        // Also when it was dead before: the last attempt may have failed between the two.
        await GrainFactory.GetGrain<IFleetGrain>(GrainKeys.PoolOf(Agent.ProjectId)).RemoveAsync(Agent.Id);
        return Describe();
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        if (!IsAlive)
        {
            return;
        }

        WatchLeases();
        WatchTunnels();
        if (Agent.State == AgentState.Active && _time.GetUtcNow() - (_lastSeen ?? _activated) >= _options.MaxSilence)
        {
            await EnterAsync(AgentState.Disconnected, "no heartbeat");
        }
    }

    private void WatchTunnels()
    {
        TunnelAddress? before = _tunnels.Current;
        _tunnels.Tidy(_time.GetUtcNow());
        if (before != _tunnels.Current)
        {
            Report(urgent: true);
        }
    }

    /// <summary>Makes a state transition durable, then tells the fleet.</summary>
    private async Task EnterAsync(AgentState state, string reason, Action<AgentRecord>? change = null)
    {
        await _store.CommitAsync(agent =>
        {
            change?.Invoke(agent);
            Enter(agent, state, reason);
        });
        LogEntered(Agent.Id, state, reason);
        Report(urgent: true);
    }

    private void Enter(AgentRecord agent, AgentState state, string reason)
    {
        var entry = new AgentRecordEvent { At = _time.GetUtcNow(), State = state, Reason = reason };
        agent.State = state;
        agent.LastSeen = _lastSeen ?? agent.LastSeen;
        agent.Events = [.. agent.Events.TakeLast(MaxEvents - 1), entry];
    }

    /// <summary>Sequences start again when the agent's process does; then only the time sent tells old from
    /// new.</summary>
    private bool IsStale(Heartbeat heartbeat) =>
        _heartbeat is { } last && heartbeat.Sequence <= last.Sequence && heartbeat.SentAt <= last.SentAt;

    private string[] NewModels() =>
        [.. _heartbeat!.Models.Take(MaxKnownModels).Select(model => model.Name).Except(Agent.KnownModels)];

    private void LearnModels(AgentRecord agent)
    {
        string[] added = NewModels();
        agent.KnownModels = [.. agent.KnownModels.TakeLast(MaxKnownModels - added.Length), .. added];
    }

    private Result<AgentInfo> DescribeAlive() => !_store.RecordExists ? NotFound : IsAlive ? Describe() : Removed;

    private AgentSnapshot TakeSnapshot()
    {
        // Prefix news travels once with the first snapshot after its heartbeat.
        Heartbeat? heartbeat = _heartbeat is { Prefixes: not null } && !_hasPrefixNews
            ? _heartbeat with { Prefixes = null }
            : _heartbeat;
        _hasPrefixNews = false;
        return TakeSnapshot(heartbeat);
    }

    private AgentSnapshot TakeSnapshot(Heartbeat? heartbeat) => new(
        Agent.Id,
        Agent.State,
        _lastSeen,
        _suspicion.Until,
        _heartbeat?.Draining ?? false,
        Agent.Region,
        [.. Agent.SupportedTiers],
        Capacity(),
        _leases.Count,
        _leases.ReservedTokens,
        Address,
        heartbeat,
        [.. Agent.KnownModels],
        [.. Agent.ExclusiveEndpoints],
        _service.BacklogAt(Now),
        _time.GetUtcNow(),
        _service.ErrorRate,
        [.. _service.Speeds],
        [.. _leases.LargestProjects(MaxProjects)]);

    [LoggerMessage(Level = LogLevel.Information, Message = "Agent {AgentId} is {State}: {Reason}.")]
    private partial void LogEntered(Guid agentId, AgentState state, string reason);
}
