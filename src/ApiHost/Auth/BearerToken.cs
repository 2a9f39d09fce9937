using System.Buffers;

namespace Xerotier.ApiHost.Auth;

/// <summary>Reads the one bearer token of a request.</summary>
internal static class BearerToken
{
    private const string Scheme = "Bearer ";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>
    /// The token of <c>Authorization: Bearer</c>; false when it is missing, doubled, longer than
    /// <see cref="Secrets.MaxLength"/> or holds a character that no secret of ours has.
    /// </summary>
    public static bool TryRead(HttpRequest request, out ReadOnlySpan<char> token)
    {
        token = default;
        if (request.Headers.Authorization is not [{ } header]
            || header.Length > Scheme.Length + Secrets.MaxLength
            || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        token = header.AsSpan(Scheme.Length).Trim();
        return IsWellFormed(token);
    }

    /// <summary>Whether a text has only characters that secrets have.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> token) => token.Length > 0 && !token.ContainsAnyExcept(Allowed);
}
