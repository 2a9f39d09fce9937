namespace Xerotier.Agent.Enrollment;

/// <summary>What an enrolled agent must remember; the state file is its JSON.</summary>
/// <param name="BaseUrl">The platform that enrolled it.</param>
/// <param name="AgentId">Its id there.</param>
/// <param name="Token">Bearer token for heartbeats and tunnels.</param>
/// <param name="ExpiresAt">When the token expires, Unix seconds.</param>
/// <param name="RotationToken">Single-use token for the next refresh.</param>
/// <param name="HeartbeatIntervalSeconds">Seconds between heartbeats.</param>
/// <param name="TunnelUrl">WebSocket URL to dial.</param>
internal sealed record EnrollmentState(
    Uri BaseUrl,
    Guid AgentId,
    string Token,
    long ExpiresAt,
    string RotationToken,
    int HeartbeatIntervalSeconds,
    Uri TunnelUrl);
