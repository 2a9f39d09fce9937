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

    /// <summary>Characters of a hash.</summary>
    public const int HashLength = 2 * SHA256.HashSizeInBytes;

    private const int RandomBytes = 32;
    private const int ShownCharacters = 4;

    /// <summary>A new secret.</summary>
    /// <param name="prefix">Everything before the random part.</param>
    public static string Create(string prefix) =>
        prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>The start of a secret that is safe to show: its prefix and four random characters.</summary>
    public static string Shown(string secret, string prefix) => secret[..(prefix.Length + ShownCharacters)];

    /// <summary>Lower-case hex SHA-256 of a whole secret.</summary>
    public static string Hash(ReadOnlySpan<char> secret) => string.Create(HashLength, secret, static (hash, secret) =>
        Hash(secret, hash));

    /// <summary>The same without a string.</summary>
    /// <param name="secret">At most <see cref="MaxLength"/> characters.</param>
    /// <param name="hash"><see cref="HashLength"/> characters.</param>
    public static void Hash(ReadOnlySpan<char> secret, Span<char> hash)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> bytes = stackalloc byte[Encoding.UTF8.GetMaxByteCount(MaxLength)];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(secret, bytes)], digest);
        Convert.TryToHexStringLower(digest, hash, out _);
    }

    /// <summary>Whether two hashes are equal, in constant time.</summary>
    public static bool SameHash(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(left), Encoding.ASCII.GetBytes(right));

    /// <summary>The agent that a token of the form <c>prefix uuid _ secret</c> names; false when garbled.</summary>
    public static bool TryGetAgentId(ReadOnlySpan<char> token, string prefix, out Guid agentId)
    {
        const int UuidLength = 36;
        agentId = default;
        return token.Length <= MaxLength
            && token.Length > prefix.Length + UuidLength + 1
            && token.StartsWith(prefix, StringComparison.Ordinal)
            && token[prefix.Length + UuidLength] == '_'
            && Guid.TryParseExact(token.Slice(prefix.Length, UuidLength), "D", out agentId);
    }
}
