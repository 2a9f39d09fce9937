using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using Orleans.Streams.Core;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Fleet;

namespace Xerotier.Grains.Agents;

/// <inheritdoc cref="IAgentGrain"/>
[GrainType("agent")]
[ImplicitStreamSubscription(StreamNames.AgentHeartbeats)]
internal sealed partial class AgentGrain : Grain, IAgentGrain, IStreamSubscriptionObserver
{
    private const int MaxEvents = 100;
    private const int MaxExclusiveEndpoints = 100;

    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(1);
    private static readonly Fault NotFound = new(FaultCode.AgentNotFound, "There is no such agent.");
    private static readonly Fault Removed = new(FaultCode.InvalidState, "The agent has been removed.");

    private readonly IPersistentState<AgentRecord> _store;
    private readonly AgentOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly DateTimeOffset _activated;
    private readonly OpenTunnels _tunnels;
    private AgentReports? _reports;

    /// <summary>The last rotation token spent, and until when it may come again; null once its answer is known to have
    /// arrived. Not stored: a restart ends the grace.</summary>
    private (string Hash, DateTimeOffset Until)? _lostRotation;

    private bool _hasRoom;

    public AgentGrain(
        [PersistentState("agent", StorageNames.Durable)] IPersistentState<AgentRecord> store,
        IOptions<AgentOptions> options,
        TimeProvider time,
        ILogger<AgentGrain> logger)
    {
        _store = store;
        _options = options.Value;
        _time = time;
        _logger = logger;
        _activated = time.GetUtcNow();
        _leases = new LeaseBook(_options.MaxHostSilence);
        _tunnels = new OpenTunnels(_options.MaxHostSilence);
        _suspicion = new(_options.FirstSuspicion, _options.LongestSuspicion);
        _service = new ServiceRecord(_options.SlowFactor);
    }

    private AgentRecord Agent => _store.State;

    private bool IsAlive => _store.RecordExists && Agent.State != AgentState.Dead;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (IsAlive)
        {
            StartWatching();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _reports?.Stop();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask<Result<AgentInfo>> EnrollAsync(AgentEnrollment enrollment)
    {
        if (_store.RecordExists)
        {
            return Agent.TokenHash == enrollment.Tokens.TokenHash
                ? Describe()
                : new Fault(FaultCode.AlreadyExists, "The agent is already enrolled.");
        }

        await _store.CommitAsync(agent =>
        {
            agent.Id = enrollment.Id;
            agent.ProjectId = enrollment.ProjectId;
            agent.Name = enrollment.Name;
            agent.AgentVersion = enrollment.AgentVersion;
            agent.Region = enrollment.Region;
            agent.SupportedTiers = [.. enrollment.SupportedTiers];
            agent.Accelerators = [.. enrollment.Accelerators];
            agent.MaxConcurrentRequests = enrollment.MaxConcurrentRequests;
            agent.StorageLimitBytes = enrollment.StorageLimitBytes;
            agent.DirectUrl = enrollment.DirectUrl;
            agent.Created = _time.GetUtcNow();
            agent.TokenHash = enrollment.Tokens.TokenHash;
            agent.RotationHash = enrollment.Tokens.RotationHash;
            agent.TokenExpires = enrollment.Tokens.Expires;
            Enter(agent, AgentState.Pending, "enrolled");
        });
        StartWatching();
        Report(urgent: true);
        return Describe();
    }

    /// <inheritdoc/>
    public ValueTask<Result<AgentInfo>> AuthenticateAsync(string tokenHash)
    {
        if (!_store.RecordExists)
        {
            // Guessed ids must not pile up as activations.
            DeactivateOnIdle();
            return new(TokenFamily.InvalidToken);
        }

        if (!TokenFamily.Accepts(Agent, tokenHash, _time.GetUtcNow()))
        {
            return new(TokenFamily.InvalidToken);
        }

        // Its last rotation's answer has arrived.
        _lostRotation = null;
        return new(Describe());
    }

    /// <inheritdoc/>
    public async ValueTask<Result<AgentInfo>> RefreshAsync(string rotationHash, AgentTokens replacement)
    {
        if (!IsAlive)
        {
            return TokenFamily.InvalidRotation;
        }

        if (TokenFamily.IsCurrent(Agent, rotationHash))
        {
            await _store.CommitAsync(agent => TokenFamily.Rotate(agent, replacement));
            _lostRotation = (rotationHash, _time.GetUtcNow() + _options.RefreshGrace);
            return Describe();
        }

        if (TokenFamily.IsRepeated(Agent, rotationHash, replacement))
        {
            return Describe();
        }

        if (_lostRotation is { } lost && TokenFamily.Matches(lost.Hash, rotationHash) && _time.GetUtcNow() < lost.Until)
        {
            // Nobody has used what the lost answer held; from now on nobody can without being noticed.
            await _store.CommitAsync(agent => TokenFamily.Rotate(agent, replacement));
            return Describe();
        }

        if (TokenFamily.IsSpent(Agent, rotationHash))
        {
            _lostRotation = null;
            await _store.CommitAsync(TokenFamily.Revoke);
            LogFamilyRevoked(Agent.Id);
        }

        return TokenFamily.InvalidRotation;
    }

    /// <inheritdoc/>
    public ValueTask<Result<AgentInfo>> GetAsync() => new(_store.RecordExists ? Describe() : NotFound);

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<AgentEvent>> ListEventsAsync() =>
        new([.. Agent.Events.Reverse().Select(entry => new AgentEvent(entry.At, entry.State, entry.Reason))]);

    /// <inheritdoc/>
    public async ValueTask<Result<AgentInfo>> UpdateAsync(AgentPatch patch)
    {
        Fault? refusal = await ChangeAsync(agent =>
        {
            agent.Name = patch.Name ?? agent.Name;
            agent.Description = patch.Description ?? agent.Description;
            agent.Region = patch.Region ?? agent.Region;
            agent.SupportedTiers = patch.SupportedTiers is { } tiers ? [.. tiers] : agent.SupportedTiers;
            agent.MaxConcurrentRequests = patch.MaxConcurrentRequests ?? agent.MaxConcurrentRequests;
            agent.StorageLimitBytes = patch.StorageLimitBytes switch
            {
                null => agent.StorageLimitBytes,
                0 => null,
                var bytes => bytes,
            };
        });
        return refusal is null ? Describe() : refusal;
    }

    /// <inheritdoc/>
    public async ValueTask<Fault?> BindExclusiveAsync(Guid endpointId)
    {
        if (Agent.ExclusiveEndpoints.Contains(endpointId))
        {
            return null;
        }

        return Agent.ExclusiveEndpoints.Length >= MaxExclusiveEndpoints
            ? new Fault(FaultCode.LimitReached, $"An agent serves at most {MaxExclusiveEndpoints} exclusive endpoints.")
            : await ChangeAsync(agent => agent.ExclusiveEndpoints = [.. agent.ExclusiveEndpoints, endpointId]);
    }

    /// <inheritdoc/>
    public async ValueTask UnbindExclusiveAsync(Guid endpointId)
    {
        if (Agent.ExclusiveEndpoints.Contains(endpointId))
        {
            Guid[] others = [.. Agent.ExclusiveEndpoints.Where(bound => bound != endpointId)];
            await ChangeAsync(agent => agent.ExclusiveEndpoints = others);
        }
    }

    private async ValueTask<Fault?> ChangeAsync(Action<AgentRecord> change)
    {
        if (!_store.RecordExists)
        {
            return NotFound;
        }

        if (!IsAlive)
        {
            return Removed;
        }

        await _store.CommitAsync(change);
        Report(urgent: true);
        return null;
    }

    private void StartWatching()
    {
        IFleetGrain fleet = GrainFactory.GetGrain<IFleetGrain>(GrainKeys.PoolOf(Agent.ProjectId));
        _reports ??= new AgentReports(fleet, TakeSnapshot, _options.ReportInterval, _time, _logger);
        this.RegisterGrainTimer(WatchAsync, new GrainTimerCreationOptions(WatchInterval, WatchInterval));
    }

    /// <summary>Tells the fleet; that there is room again is always urgent, because requests may wait for it.</summary>
    private void Report(bool urgent = false)
    {
        bool hadRoom = _hasRoom;
        _hasRoom = HasRoom();
        _reports?.Post(urgent || (_hasRoom && !hadRoom));
    }

    private AgentInfo Describe() => new(
        Agent.Id,
        Agent.ProjectId,
        Agent.Name,
        Agent.State,
        Agent.AgentVersion,
        Agent.Region,
        [.. Agent.SupportedTiers],
        [.. Agent.Accelerators],
        Agent.MaxConcurrentRequests,
        Agent.StorageLimitBytes,
        Agent.Description,
        Agent.Created,
        _lastSeen ?? Agent.LastSeen,
        Agent.TokenExpires);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A used rotation token of agent {AgentId} came again; " +
        "its tokens are revoked.")]
    private partial void LogFamilyRevoked(Guid agentId);
}
