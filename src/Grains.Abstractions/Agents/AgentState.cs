namespace Xerotier.Grains.Agents;

/// <summary>Life of an agent. Values are frozen.</summary>
public enum AgentState
{
    /// <summary>Not enrolled.</summary>
    Unspecified = 0,

    /// <summary>Enrolled, no heartbeat yet.</summary>
    Pending = 1,

    /// <summary>Heartbeats arrive.</summary>
    Active = 2,

    /// <summary>The last heartbeat is older than 30 s; returns by itself with the next one.</summary>
    Disconnected = 3,

    /// <summary>Taken out of routing by its owner; finishes what it runs.</summary>
    Suspended = 4,

    /// <summary>Removed for ever.</summary>
    Dead = 5,
}
