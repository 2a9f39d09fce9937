namespace Xerotier.Grains.Agents;

/// <summary>How near a model on an agent is to serving. Values are frozen.</summary>
public enum AgentModelState
{
    /// <summary>Not on the agent.</summary>
    Unspecified = 0,

    /// <summary>On disk only.</summary>
    Cached = 1,

    /// <summary>Being loaded.</summary>
    Loading = 2,

    /// <summary>Ready to serve.</summary>
    Loaded = 3,
}
