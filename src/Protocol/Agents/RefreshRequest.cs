namespace Xerotier.Protocol.Agents;

/// <summary>Body of <see cref="AgentProtocol.RefreshPath"/>: the rotation token is the only credential.</summary>
/// <param name="RotationToken">The current rotation token; using an older one revokes the agent's tokens.</param>
public sealed record RefreshRequest(string? RotationToken);
