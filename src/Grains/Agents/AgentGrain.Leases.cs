using Xerotier.Grains.Faults;
using Xerotier.Routing;
using Xerotier.Routing.Health;

namespace Xerotier.Grains.Agents;

/// <summary>Exact in-flight leases and what their outcomes say about the agent.</summary>
internal sealed partial class AgentGrain
{
    private readonly LeaseBook _leases;
    private readonly Suspicion _suspicion;
    private readonly ServiceRecord _service;
    private LeaseId? _probe;

    /// <summary>Requests that run since before this activation, as far as hosts have not claimed them yet.</summary>
    private int _unknownLeases;

    private bool IsRecovering => _time.GetUtcNow() - _activated < _options.MaxHostSilence;

    /// <inheritdoc/>
    public ValueTask<LeaseReply> AcquireLeaseAsync(LeaseRequest request)
    {
        DateTimeOffset now = _time.GetUtcNow();
        if (_leases.Holds(request.Id))
        {
            return Answer(request, granted: true, Capacity());
        }

        if (!Serves(request) || !TakesRequests() || request.Continues && !Continues)
        {
            return Answer(request, granted: false, capacity: 0);
        }

        int capacity = Capacity();
        if (IsSurprised(request, now) || !HasRoomFor(request, capacity))
        {
            return Answer(request, granted: false, capacity);
        }

        if (request.ProjectLimit > 0 && _leases.CountOf(request.ProjectId) >= request.ProjectLimit)
        {
            // To this project the agent is full.
            return Answer(request, granted: false, _leases.Count);
        }

        bool onProbation = _suspicion.IsOnProbation(now);
        if (!_leases.TryAcquire(request.Id, request.ProjectId, request.ReservedTokens, now))
        {
            return Answer(request, granted: false, capacity: 0);
        }

        _probe = onProbation ? request.Id : null;
        _service.Begin(request, _leases.Count, now.ToUnixTimeMilliseconds());
        Report();
        return Answer(request, granted: true, capacity);
    }

    /// <inheritdoc/>
    public ValueTask NoteFirstTokenAsync(LeaseId id, double ttftMs)
    {
        _service.FirstToken(id, ttftMs, KvUsage, Now);
        Report();
        return default;
    }

    /// <inheritdoc/>
    public ValueTask ReleaseLeaseAsync(LeaseRelease release)
    {
        _service.End(release, KvUsage, Now);
        if (_leases.Release(release.Id, _time.GetUtcNow()) || IsRecovering)
        {
            Judge(release.Outcome);
        }

        if (release.Id == _probe)
        {
            _probe = null;
        }

        Report();
        return default;
    }

    /// <inheritdoc/>
    public ValueTask ReassertLeasesAsync(HeldLeases held)
    {
        int before = _leases.Count;
        _leases.Reassert(held, _time.GetUtcNow());
        _unknownLeases = Math.Max(0, _unknownLeases - Math.Max(0, _leases.Count - before));
        if (before != _leases.Count)
        {
            Report();
        }

        return default;
    }

    /// <inheritdoc/>
    public ValueTask<Result<AgentLoad>> GetLoadAsync() => new(_store.RecordExists
        ? new AgentLoad(_leases.Count, _leases.ReservedTokens, Capacity(), _heartbeat, Address)
        : NotFound);

    private void Judge(LeaseOutcome outcome)
    {
        switch (outcome)
        {
            case LeaseOutcome.Success:
                _lastSeen = _time.GetUtcNow();
                _suspicion.Clear();
                break;
            case LeaseOutcome.AgentFailedEarly or LeaseOutcome.AgentFailedLate:
                _suspicion.Fail(_time.GetUtcNow());
                _tunnels.Fail(_time.GetUtcNow());
                Report(urgent: true);
                break;
        }
    }

    private void WatchLeases()
    {
        int before = _leases.Count;
        _leases.DropSilentHosts(_time.GetUtcNow());
        _service.Tidy(_leases, Now);
        if (!IsRecovering)
        {
            _unknownLeases = 0;
        }

        if (before != _leases.Count || _hasRoom != HasRoom())
        {
            Report();
        }
    }

    private void CountUnknownLeases() =>
        _unknownLeases = IsRecovering ? Math.Max(0, _heartbeat!.Running - _leases.Count) : 0;

    private bool Serves(LeaseRequest request) =>
        IsAlive
        && (Agent.ProjectId == request.ProjectId || Agent.ProjectId == GrainKeys.PlatformProject)
        && (Agent.ExclusiveEndpoints.Length == 0 || Agent.ExclusiveEndpoints.Contains(request.EndpointId));

    private bool TakesRequests() =>
        Agent.State == AgentState.Active
        && IsFresh
        && Address is not null
        && _heartbeat is { Draining: false }
        && !_suspicion.IsSuspect(_time.GetUtcNow());

    private bool Continues => _heartbeat is { Continues: true };

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Of the last heartbeat; NaN when unknown.</summary>
    private double KvUsage => _heartbeat?.KvUsage ?? double.NaN;

    /// <summary>Whether the router decided on a picture that is clearly too bright.</summary>
    private bool IsSurprised(LeaseRequest request, DateTimeOffset now) =>
        _leases.Count > (long)request.AssumedLeases + _options.StaleLeaseSlack
        || _service.BacklogAt(now.ToUnixTimeMilliseconds())
            > request.AssumedBacklogTokens + _options.StaleBacklogSlack;

    private bool HasRoomFor(LeaseRequest request, int capacity) => Room.Has(
        _leases.Count,
        capacity,
        _leases.ReservedTokens,
        _heartbeat?.KvCapacityTokens ?? long.MaxValue,
        request.ReservedTokens);

    private bool HasRoom() => TakesRequests() && _leases.Count < Capacity();

    /// <summary>
    /// Requests the agent takes at once now: its own limit and its owner's, less what may still run unseen, and one
    /// at a time on probation.
    /// </summary>
    private int Capacity()
    {
        int limit = _heartbeat?.MaxConcurrentRequests ?? 0;
        if (Agent.MaxConcurrentRequests > 0)
        {
            limit = Math.Min(limit, Agent.MaxConcurrentRequests);
        }

        limit = Math.Max(0, limit - _unknownLeases);
        if (!_suspicion.IsOnProbation(_time.GetUtcNow()))
        {
            return limit;
        }

        bool probing = _probe is { } probe && _leases.Holds(probe);
        return Math.Min(limit, probing ? _leases.Count : _leases.Count + 1);
    }

    private ValueTask<LeaseReply> Answer(LeaseRequest request, bool granted, int capacity)
    {
        var (ttftMs, tpotMs) = granted ? _service.ExpectationOf(request.Id) : default;
        return new ValueTask<LeaseReply>(new LeaseReply(
            granted,
            _leases.Count,
            _leases.ReservedTokens,
            capacity,
            granted ? Address : null,
            _service.BacklogAt(Now),
            ttftMs,
            tpotMs,
            Continues));
    }
}
