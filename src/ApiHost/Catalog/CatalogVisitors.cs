using Xerotier.ApiHost.Auth;

namespace Xerotier.ApiHost.Catalog;

/// <summary>Tells logged-in visitors of public pages from anonymous ones.</summary>
internal sealed class CatalogVisitors(KeyCache keys, AdminTokens admin)
{
    private static readonly CatalogVisitor Anonymous = new(false, null);

    /// <summary>Who sent the request; whoever has no valid key is anonymous.</summary>
    public async ValueTask<CatalogVisitor> IdentifyAsync(HttpContext context)
    {
        if (!BearerToken.TryRead(context.Request, out var token))
        {
            return Anonymous;
        }

        if (admin.Accepts(context.Request))
        {
            return new CatalogVisitor(true, null);
        }

        return token.StartsWith(Secrets.ApiKeyPrefix, StringComparison.Ordinal)
            && await keys.GetAsync(Secrets.Hash(token)) is { } key
            && IpFilter.Allows(key.IpAllow, context.Connection.RemoteIpAddress)
            ? new CatalogVisitor(true, key.ProjectId)
            : Anonymous;
    }
}
