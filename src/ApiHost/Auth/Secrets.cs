using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Xerotier.ApiHost.Auth;

/// <summary>
/// Makes and hashes the platform's secrets. A secret is a readable prefix and 256 random bits in base64url; only its
/// SHA-256 is ever kept.
/// </summary>
internal static class Secrets
{
    /// <summary>Prefix of API keys: <c>xero_&lt;project slug&gt;_&lt;secret&gt;</c>.</summary>
    public const string ApiKeyPrefix = "xero_";

    /// <summary>Prefix of join keys.</summary>
    public const string JoinKeyPrefix = "xjk_";

    /// <summary>Prefix of agent tokens: <c>xat_&lt;agent uuid&gt;_&lt;secret&gt;</c>.</summary>
    public const string AgentTokenPrefix = "xat_";

    /// <summary>Prefix of rotation tokens: <c>xrt_&lt;agent uuid&gt;_&lt;secret&gt;</c>.</summary>
    public const string RotationTokenPrefix = "xrt_";

    /// <summary>Prefix of admin tokens.</summary>
    public const string AdminTokenPrefix = "xadm_";

    /// <summary>Longest secret accepted from a client; ours have fewer than 100 characters.</summary>
    public const int MaxLength = 256;

    private const int RandomBytes = 32;
    private const int ShownCharacters = 4;

    /// <summary>A new secret.</summary>
    /// <param name="prefix">Everything before the random part.</param>
    public static string Create(string prefix) =>
        prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>The start of a secret that is safe to show: its prefix and four random characters.</summary>
    public static string Shown(string secret, string prefix) => secret[..(prefix.Length + ShownCharacters)];

    /// <summary>Lower-case hex SHA-256 of a whole secret.</summary>
    public static string Hash(string secret)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(secret), digest);
        return Convert.ToHexStringLower(digest);
    }

    /// <summary>Whether two hashes are equal, in constant time.</summary>
    public static bool SameHash(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(left), Encoding.ASCII.GetBytes(right));

    /// <summary>The agent that a token of the form <c>prefix uuid _ secret</c> names; false when garbled.</summary>
    public static bool TryGetAgentId(string token, string prefix, out Guid agentId)
    {
        const int UuidLength = 36;
        agentId = default;
        return token.Length <= MaxLength
            && token.Length > prefix.Length + UuidLength + 1
            && token.StartsWith(prefix, StringComparison.Ordinal)
            && token[prefix.Length + UuidLength] == '_'
            && Guid.TryParseExact(token.AsSpan(prefix.Length, UuidLength), "D", out agentId);
    }
}
