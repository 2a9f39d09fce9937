using System.Buffers.Text;
using System.Net.Http.Headers;
using Xerotier.ApiHost.Auth;

namespace Xerotier.ApiHost.Tunnels;

/// <summary>
/// What hosts of one installation show each other: a token that all of them derive from the installation's admin token
/// and nobody else can.
/// </summary>
internal sealed class HostCredentials(AdminTokens admin)
{
    private const string Prefix = "xhost_";
    private const string Purpose = "requests between hosts";

    // The admin token is known once the installation has started, before the first request.
    private readonly Lazy<string> _token = new(() => Prefix + Base64Url.EncodeToString(admin.DeriveKey(Purpose)));

    /// <summary>The header for another host.</summary>
    public AuthenticationHeaderValue Header => new("Bearer", _token.Value);

    /// <summary>Whether a request comes from a host of this installation; compared in constant time.</summary>
    public bool Accepts(HttpRequest request) =>
        BearerToken.TryRead(request, out var token)
        && Secrets.SameHash(Secrets.Hash(token), Secrets.Hash(_token.Value));
}
