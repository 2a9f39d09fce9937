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

    /// <summary>Whether this is the one rotation token that may be used now.</summary>
    public static bool IsCurrent(AgentRecord agent, string rotationHash) =>
        Matches(agent.RotationHash, rotationHash);

    /// <summary>Spends the rotation token and takes the next pair.</summary>
    public static void Rotate(AgentRecord agent, AgentTokens next)
    {
        agent.SpentRotations = [.. agent.SpentRotations.TakeLast(MaxSpent - 1), agent.RotationHash!];
        agent.TokenHash = next.TokenHash;
        agent.RotationHash = next.RotationHash;
        agent.TokenExpires = next.Expires;
    }

    /// <summary>Whether this rotation has been done: the same call came twice.</summary>
    public static bool IsRepeated(AgentRecord agent, string rotationHash, AgentTokens next) =>
        agent.SpentRotations.Length > 0
        && Matches(agent.SpentRotations[^1], rotationHash)
        && Matches(agent.TokenHash, next.TokenHash);

    public static bool IsSpent(AgentRecord agent, string rotationHash) =>
        agent.SpentRotations.Aggregate(false, (found, spent) => found | Matches(spent, rotationHash));

    public static void Revoke(AgentRecord agent) => (agent.TokenHash, agent.RotationHash) = (null, null);

    /// <summary>Whether two hashes are the same; takes the same time either way.</summary>
    public static bool Matches(string? stored, string presented) =>
        stored is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(stored), Encoding.UTF8.GetBytes(presented));
}
