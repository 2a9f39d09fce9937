using System.Security.Cryptography;
using System.Text;

namespace Xerotier.ApiHost.Auth;

/// <summary>Knows the hash of the admin token in force; set once at start, before the host takes requests.</summary>
internal sealed class AdminTokens
{
    private volatile string? _hash;

    /// <summary>Puts a token into force by its hash.</summary>
    public void Set(string hash) => _hash = hash;

    /// <summary>A key that every host of this installation derives alike and nobody else can.</summary>
    /// <param name="purpose">Keys for different purposes have nothing in common.</param>
    public byte[] DeriveKey(string purpose) =>
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(_hash ?? ""), Encoding.UTF8.GetBytes(purpose));

    /// <summary>Whether the request carries the admin token; compared in constant time.</summary>
    public bool Accepts(HttpRequest request) =>
        _hash is { } hash
        && BearerToken.TryRead(request, out var token)
        && Secrets.SameHash(Secrets.Hash(token), hash);
}
