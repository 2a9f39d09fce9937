namespace Xerotier.Routing;

/// <summary>What became of a request.</summary>
public enum RouteVerdict
{
    /// <summary>No agent of these pools could serve it, even if all were back.</summary>
    NoAgent = 0,

    /// <summary>An agent is picked.</summary>
    Routed = 1,

    /// <summary>Some agent could serve it, but none can now.</summary>
    Queue = 2,

    /// <summary>Agents are loading the model and none has it ready.</summary>
    ModelLoading = 3,

    /// <summary>The prompt fits the context of no agent that could serve it.</summary>
    ContextTooLong = 4,
}
