using Xerotier.Grains.Agents;
using Xerotier.Grains.Faults;
using Xerotier.Protocol.OpenAi;

namespace Xerotier.ApiHost.Streaming;

/// <summary>How one attempt to serve a request ended.</summary>
internal sealed record RelayOutcome
{
    private static readonly Fault Interrupted =
        new(FaultCode.StreamInterrupted, "The agent failed before its answer was complete.");

    private static readonly Fault Failed = new(FaultCode.AgentFailed, "The agent failed to answer.");

    private static readonly Fault Busy =
        new(FaultCode.Overloaded, "The agent has no room for a further request.", RetryAfterSeconds: 1);

    private static readonly Fault TooLate = new(FaultCode.RequestTimeout, "The agent did not answer in time.");

    private static readonly Fault Silent =
        new(FaultCode.StreamInterrupted, "The agent stopped answering before its answer was complete.");

    private static readonly Fault Gone = new(FaultCode.Cancelled, "The client went away.");

    /// <summary>What the agent's grain is told.</summary>
    public required LeaseOutcome Lease { get; init; }

    /// <summary>What the client is told; null when it has its answer.</summary>
    public Fault? Fault { get; init; }

    /// <summary>Whether another agent may try: nothing has been sent to the client, and the request is not to
    /// blame.</summary>
    public bool IsRetryable { get; init; }

    /// <summary>Whether it is the agent that ended the attempt.</summary>
    public bool IsAgentsFault => Lease
        is LeaseOutcome.AgentFailedEarly or LeaseOutcome.AgentFailedLate or LeaseOutcome.Unused;

    /// <summary>Whether the answer counts as served, wholly or in part.</summary>
    public bool IsAnswer { get; init; }

    /// <summary>What the agent says the answer cost; null when it does not.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>Time from sending the request to the first byte of the answer; null when none came.</summary>
    public TimeSpan? FirstByte { get; init; }

    /// <summary>The agent answered to the end.</summary>
    public static RelayOutcome Served { get; } = new() { Lease = LeaseOutcome.Success, IsAnswer = true };

    /// <summary>The backend refused the request and said why.</summary>
    public static RelayOutcome Refused { get; } = new() { Lease = LeaseOutcome.ClientFault };

    /// <summary>The backend refused to go on with what another agent began.</summary>
    public static RelayOutcome NotContinued { get; } =
        new() { Lease = LeaseOutcome.ClientFault, Fault = Interrupted, IsAnswer = true };

    /// <summary>The agent runs as much as it can, or is about to stop.</summary>
    public static RelayOutcome NoRoom { get; } =
        new() { Lease = LeaseOutcome.Unused, Fault = Busy, IsRetryable = true };

    /// <summary>The client hung up; what was served until then still counts.</summary>
    public static RelayOutcome ClientGone { get; } =
        new() { Lease = LeaseOutcome.ClientFault, Fault = Gone, IsAnswer = true };

    /// <summary>The agent failed.</summary>
    /// <param name="started">Whether the client has a part of the answer.</param>
    public static RelayOutcome AgentFailed(bool started) => started
        ? new() { Lease = LeaseOutcome.AgentFailedLate, Fault = Interrupted, IsAnswer = true }
        : new() { Lease = LeaseOutcome.AgentFailedEarly, Fault = Failed, IsRetryable = true };

    /// <summary>The agent was silent for too long.</summary>
    /// <param name="started">Whether the client has a part of the answer.</param>
    /// <param name="streamed">Whether the answer is streamed: then a healthy agent would have begun by now, while an
    /// answer in one piece may just be long.</param>
    public static RelayOutcome TimedOut(bool started, bool streamed) => started
        ? new() { Lease = LeaseOutcome.AgentFailedLate, Fault = Silent, IsAnswer = true }
        : new() { Lease = streamed ? LeaseOutcome.AgentFailedEarly : LeaseOutcome.ClientFault, Fault = TooLate };
}
