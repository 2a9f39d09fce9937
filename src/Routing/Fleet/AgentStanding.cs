namespace Xerotier.Routing.Fleet;

/// <summary>What an agent's state alone says about new requests; its clock-dependent health comes on top.</summary>
public enum AgentStanding
{
    /// <summary>Takes requests.</summary>
    Available = 0,

    /// <summary>Not connected, or not yet.</summary>
    Away = 1,

    /// <summary>Taken out by its owner.</summary>
    Suspended = 2,

    /// <summary>Shutting down.</summary>
    Draining = 3,
}
