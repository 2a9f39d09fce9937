using System.Security.Cryptography;
using System.Text;
using Xerotier.Grains.Faults;

namespace Xerotier.Grains.Agents;

/// <summary>
/// The tokens of one agent: a bearer token and a single-use rotation token, as hashes. A rotation token that comes a
/// second time means that somebody copied it, so the whole family is revoked (RFC 9700, section 4.14.2).
/// </summary>
internal static class TokenFamily
{
    /// <summary>Used rotation tokens that are remembered; one older than that is merely unknown.</summary>
    private const int MaxSpent = 64;

    public static readonly Fault InvalidToken = new(
        FaultCode.InvalidAgentToken, "The agent token is not valid.");

    public static readonly Fault InvalidRotation = new(
        FaultCode.InvalidRotationToken, "The rotation token is not valid; the agent has to enroll again.");

    public static bool Accepts(AgentRecord agent, string tokenHash, DateTimeOffset now) =>
        Matches(agent.TokenHash, tokenHash) && now < agent.TokenExpires;

    /// <summary>The agent with its next tokens; null when the rotation token is not the current one.</summary>
    public static AgentRecord? Rotate(AgentRecord agent, string rotationHash, AgentTokens next) =>
        Matches(agent.RotationHash, rotationHash)
            ? agent with
            {
                TokenHash = next.TokenHash,
                RotationHash = next.RotationHash,
                TokenExpires = next.Expires,
                SpentRotations = [.. agent.SpentRotations.TakeLast(MaxSpent - 1), rotationHash],
            }
            : null;

    /// <summary>Whether this rotation has been done: the same call came twice.</summary>
    public static bool IsRepeated(AgentRecord agent, string rotationHash, AgentTokens next) =>
        agent.SpentRotations.Length > 0
        && Matches(agent.SpentRotations[^1], rotationHash)
        && Matches(agent.TokenHash, next.TokenHash);

    public static bool IsSpent(AgentRecord agent, string rotationHash) =>
        agent.SpentRotations.Aggregate(false, (found, spent) => found | Matches(spent, rotationHash));

    public static AgentRecord Revoke(AgentRecord agent) => agent with { TokenHash = null, RotationHash = null };

    private static bool Matches(string? stored, string presented) =>
        stored is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(stored), Encoding.UTF8.GetBytes(presented));
}
