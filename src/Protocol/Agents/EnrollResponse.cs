namespace Xerotier.Protocol.Agents;

/// <summary>Answer to an enrolment.</summary>
/// <param name="AgentId">UUID.</param>
/// <param name="Token">Bearer token <c>xat_...</c>, shown once.</param>
/// <param name="ExpiresAt">When the token expires, Unix seconds.</param>
/// <param name="RotationToken">Single-use token <c>xrt_...</c> for the next refresh, shown once.</param>
/// <param name="HeartbeatIntervalSeconds">Seconds between heartbeats.</param>
/// <param name="TunnelUrl">WebSocket URL to dial (ws or wss).</param>
public sealed record EnrollResponse(
    Guid AgentId,
    string Token,
    long ExpiresAt,
    string RotationToken,
    int HeartbeatIntervalSeconds,
    string TunnelUrl);
