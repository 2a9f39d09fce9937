using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using Xerotier.Grains.Faults;

namespace Xerotier.Grains.Agents;

/// <summary>
/// One inference agent (XIM node): identity, state machine, heartbeat freshness, loaded models and exact in-flight
/// leases. Key: <see cref="GrainKeys.Uuid"/>. Also consumes the stream <see cref="StreamNames.AgentHeartbeats"/>.
/// Called by API hosts and the router; calls its pool's fleet grain. Only state transitions are stored, never
/// heartbeats.
/// Lease calls are idempotent, so a caller may retry them under one deadline.
/// </summary>
[Alias("xerotier.agent")]
public interface IAgentGrain : IGrainWithStringKey
{
    /// <summary>Creates the agent in state <see cref="AgentState.Pending"/>; the same call again answers the
    /// same.</summary>
    [Alias("enroll")]
    ValueTask<Result<AgentInfo>> EnrollAsync(AgentEnrollment enrollment);

    /// <summary>Who presents this token, or <see cref="FaultCode.InvalidAgentToken"/>. Compared in constant
    /// time.</summary>
    [ReadOnly, ResponseTimeout("00:00:02"), Alias("authenticate")]
    ValueTask<Result<AgentInfo>> AuthenticateAsync(string tokenHash);

    /// <summary>
    /// Replaces the tokens when the rotation token is the current one, or, for a short time, the one spent last while
    /// nobody has used what it brought: the answer was lost. Any other used one revokes the whole family and answers
    /// <see cref="FaultCode.InvalidRotationToken"/>; the agent must then enrol again.
    /// </summary>
    [Alias("refresh")]
    ValueTask<Result<AgentInfo>> RefreshAsync(string rotationHash, AgentTokens replacement);

    /// <summary>Takes a heartbeat directly: the fallback when the stream stays silent.</summary>
    [Repeatable, ResponseTimeout("00:00:02"), Alias("heartbeat")]
    ValueTask ReceiveHeartbeatAsync(Heartbeat heartbeat);

    /// <summary>What the grain last saw and wants of the agent; lets a producer notice a silent stream.</summary>
    [ReadOnly, ResponseTimeout("00:00:02"), Alias("heartbeat-status")]
    ValueTask<HeartbeatStatus> GetHeartbeatStatusAsync();

    /// <summary>A host accepted the agent's tunnel; a newer epoch replaces an older one. Renews freshness.</summary>
    [Repeatable, ResponseTimeout("00:00:02"), Alias("attach-tunnel")]
    ValueTask AttachTunnelAsync(TunnelAddress tunnel);

    /// <summary>A tunnel ended; ignored when another tunnel has replaced it. Takes the agent out of routing at
    /// once.</summary>
    [Repeatable, ResponseTimeout("00:00:02"), Alias("detach-tunnel")]
    ValueTask DetachTunnelAsync(TunnelAddress tunnel);

    /// <summary>Takes room for one request; the same lease id again answers the same.</summary>
    [Repeatable, ResponseTimeout("00:00:00.600"), Alias("acquire")]
    ValueTask<LeaseReply> AcquireLeaseAsync(LeaseRequest request);

    /// <summary>The first token of a leased request came: the agent has processed its prompt.</summary>
    [OneWay, Alias("first-token")]
    ValueTask NoteFirstTokenAsync(LeaseId id, double ttftMs);

    /// <summary>Gives the room back and says how it went; an unknown lease is fine.</summary>
    [OneWay, Alias("release")]
    ValueTask ReleaseLeaseAsync(LeaseRelease release);

    /// <summary>The leases that a host still holds (every 5 s); those it no longer names are dropped.</summary>
    [OneWay, Alias("reassert")]
    ValueTask ReassertLeasesAsync(HeldLeases held);

    /// <summary>The agent, or <see cref="FaultCode.AgentNotFound"/>.</summary>
    [ReadOnly, Alias("get")]
    ValueTask<Result<AgentInfo>> GetAsync();

    /// <summary>Live load and model figures of the agent, or <see cref="FaultCode.AgentNotFound"/>.</summary>
    [ReadOnly, Alias("get-load")]
    ValueTask<Result<AgentLoad>> GetLoadAsync();

    /// <summary>Changes what the owner may change.</summary>
    [Alias("update")]
    ValueTask<Result<AgentInfo>> UpdateAsync(AgentPatch patch);

    /// <summary>Takes the agent out of routing; running requests finish.</summary>
    [Alias("suspend")]
    ValueTask<Result<AgentInfo>> SuspendAsync();

    /// <summary>Puts a suspended agent back.</summary>
    [Alias("resume")]
    ValueTask<Result<AgentInfo>> ResumeAsync();

    /// <summary>
    /// Keeps the agent for an endpoint that binds it exclusively: it then serves only such endpoints. The same call
    /// again is fine; at most 100 endpoints, then <see cref="FaultCode.LimitReached"/>.
    /// </summary>
    [Alias("bind-exclusive")]
    ValueTask<Fault?> BindExclusiveAsync(Guid endpointId);

    /// <summary>Ends an exclusive binding; an unknown one is fine.</summary>
    [Alias("unbind-exclusive")]
    ValueTask UnbindExclusiveAsync(Guid endpointId);

    /// <summary>Removes the agent for ever: state <see cref="AgentState.Dead"/>, tokens revoked.</summary>
    [Alias("remove")]
    ValueTask<Result<AgentInfo>> RemoveAsync();

    /// <summary>The agent's latest state transitions, newest first, at most 100 kept.</summary>
    [ReadOnly, Alias("events")]
    ValueTask<ImmutableArray<AgentEvent>> ListEventsAsync();
}
