namespace Xerotier.Grains.Agents;

/// <summary>How a leased request ended. Values are frozen.</summary>
public enum LeaseOutcome
{
    /// <summary>Not set.</summary>
    Unspecified = 0,

    /// <summary>Served to the end; renews the agent's freshness.</summary>
    Success = 1,

    /// <summary>The client's fault or hang-up; the agent is not blamed.</summary>
    ClientFault = 2,

    /// <summary>The agent failed before the first byte; it becomes suspect.</summary>
    AgentFailedEarly = 3,

    /// <summary>The agent failed mid-stream or sent garbage; it becomes suspect.</summary>
    AgentFailedLate = 4,

    /// <summary>The host never used the lease.</summary>
    Unused = 5,
}
