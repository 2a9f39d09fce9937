namespace Xerotier.Grains.Requests;

/// <summary>What the router decided. Values are frozen.</summary>
public enum RouteOutcome
{
    /// <summary>Not set.</summary>
    Unspecified = 0,

    /// <summary>An agent is leased.</summary>
    Leased = 1,

    /// <summary>Somebody could serve, but nobody has room or is there now: wait in the queue.</summary>
    Queue = 2,

    /// <summary>No enrolled agent could serve the request, not even one that is away.</summary>
    NoAgent = 3,

    /// <summary>Agents have the model but are still loading it.</summary>
    ModelLoading = 4,

    /// <summary>The prompt fits no agent's context.</summary>
    ContextTooLong = 5,
}
