namespace Xerotier.Grains;

/// <summary>Stream providers and namespaces used between hosts and grains.</summary>
public static class StreamNames
{
    /// <summary>The one stream provider: in memory, may lose events, carries nothing that must not be lost.</summary>
    public const string Provider = "memory";

    /// <summary>Namespace of heartbeat streams; the stream's key is the agent's grain key.</summary>
    public const string AgentHeartbeats = "agent-heartbeats";
}
