namespace Xerotier.Protocol.Agents;

/// <summary>Answer to a heartbeat.</summary>
/// <param name="State">The agent's state as the platform sees it: <c>active</c>, <c>suspended</c>, ...</param>
/// <param name="StorageLimitBytes">Most bytes of models the agent may keep on disk, or null for its own limit.</param>
public sealed record HeartbeatResponse(string State, long? StorageLimitBytes = null);
