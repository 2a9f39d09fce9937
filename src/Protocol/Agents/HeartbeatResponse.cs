namespace Xerotier.Protocol.Agents;

/// <summary>Answer to a heartbeat.</summary>
/// <param name="State">The agent's state as the platform sees it: <c>active</c>, <c>suspended</c>, ...</param>
public sealed record HeartbeatResponse(string State);
