namespace Xerotier.Routing.Fleet;

/// <summary>How near an agent is to serving a model; higher is nearer.</summary>
public enum ModelReadiness
{
    /// <summary>The agent served it once; whether it still could shows when the agent is back.</summary>
    Known = 0,

    /// <summary>On the agent's disk.</summary>
    Cached = 1,

    /// <summary>Being loaded.</summary>
    Loading = 2,

    /// <summary>Ready.</summary>
    Loaded = 3,
}
