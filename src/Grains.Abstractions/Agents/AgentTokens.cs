using Orleans;

namespace Xerotier.Grains.Agents;

/// <summary>Hashes of an agent's bearer token and rotation token.</summary>
/// <param name="TokenHash">Lower-case hex SHA-256 of the bearer token.</param>
/// <param name="RotationHash">Lower-case hex SHA-256 of the single-use rotation token.</param>
/// <param name="Expires">When the bearer token stops working.</param>
[GenerateSerializer, Alias("xerotier.agent-tokens"), Immutable]
public sealed record AgentTokens(
    [property: Id(0)] string TokenHash,
    [property: Id(1)] string RotationHash,
    [property: Id(2)] DateTimeOffset Expires);
