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
    private AgentReports? _reports;
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
        _suspicion = new(_options.FirstSuspicion, _options.LongestSuspicion);
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

        DateTimeOffset now = _time.GetUtcNow();
        await _store.CommitAsync(new AgentRecord
        {
            Id = enrollment.Id,
            ProjectId = enrollment.ProjectId,
            Name = enrollment.Name,
            AgentVersion = enrollment.AgentVersion,
            Region = enrollment.Region,
            SupportedTiers = [.. enrollment.SupportedTiers],
            Accelerators = [.. enrollment.Accelerators],
            MaxConcurrentRequests = enrollment.MaxConcurrentRequests,
            StorageLimitBytes = enrollment.StorageLimitBytes,
            DirectUrl = enrollment.DirectUrl,
            Created = now,
            TokenHash = enrollment.Tokens.TokenHash,
            RotationHash = enrollment.Tokens.RotationHash,
            TokenExpires = enrollment.Tokens.Expires,
            State = AgentState.Pending,
            Events = [new AgentRecordEvent { At = now, State = AgentState.Pending, Reason = "enrolled" }],
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

        return new(TokenFamily.Accepts(Agent, tokenHash, _time.GetUtcNow()) ? Describe() : TokenFamily.InvalidToken);
    }

    /// <inheritdoc/>
    public async ValueTask<Result<AgentInfo>> RefreshAsync(string rotationHash, AgentTokens replacement)
    {
        if (!IsAlive)
        {
            return TokenFamily.InvalidRotation;
        }

        if (TokenFamily.Rotate(Agent, rotationHash, replacement) is { } rotated)
        {
            await _store.CommitAsync(rotated);
            return Describe();
        }

        if (TokenFamily.IsRepeated(Agent, rotationHash, replacement))
        {
            return Describe();
        }

        if (TokenFamily.IsSpent(Agent, rotationHash))
        {
            await _store.CommitAsync(TokenFamily.Revoke(Agent));
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
    public async ValueTask<Result<AgentInfo>> UpdateAsync(AgentPatch patch) => await ChangeAsync(Agent with
    {
        Name = patch.Name ?? Agent.Name,
        Description = patch.Description ?? Agent.Description,
        Region = patch.Region ?? Agent.Region,
        SupportedTiers = patch.SupportedTiers is { } tiers ? [.. tiers] : Agent.SupportedTiers,
        MaxConcurrentRequests = patch.MaxConcurrentRequests ?? Agent.MaxConcurrentRequests,
        StorageLimitBytes = patch.StorageLimitBytes switch
        {
            null => Agent.StorageLimitBytes,
            0 => null,
            var bytes => bytes,
        },
    }) is { } refusal ? refusal : Describe();

    /// <inheritdoc/>
    public async ValueTask<Fault?> BindExclusiveAsync(Guid endpointId)
    {
        if (Agent.ExclusiveEndpoints.Contains(endpointId))
        {
            return null;
        }

        return Agent.ExclusiveEndpoints.Length >= MaxExclusiveEndpoints
            ? new Fault(FaultCode.LimitReached, $"An agent serves at most {MaxExclusiveEndpoints} exclusive endpoints.")
            : await ChangeAsync(Agent with { ExclusiveEndpoints = [.. Agent.ExclusiveEndpoints, endpointId] });
    }

    /// <inheritdoc/>
    public async ValueTask UnbindExclusiveAsync(Guid endpointId)
    {
        if (Agent.ExclusiveEndpoints.Contains(endpointId))
        {
            await ChangeAsync(Agent with
            {
                ExclusiveEndpoints = [.. Agent.ExclusiveEndpoints.Where(bound => bound != endpointId)],
            });
        }
    }

    private async ValueTask<Fault?> ChangeAsync(AgentRecord next)
    {
        if (!_store.RecordExists)
        {
            return NotFound;
        }

        if (!IsAlive)
        {
            return Removed;
        }

        await _store.CommitAsync(next);
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
