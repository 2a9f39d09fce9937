using System.Collections.Immutable;
using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Bodies;
using Xerotier.Grains.ApiKeys;

namespace Xerotier.ApiHost.ApiKeys;

/// <summary>Reads what an API key is made of.</summary>
internal static class ApiKeyFields
{
    private const int MaxNameLength = 128;
    private const int MaxSlugLength = 63;
    private const int MaxRanges = 64;
    private const int MaxRangeLength = 64;
    private const int MaxWindowSeconds = 2_678_400;
    private const long MaxRequests = 1_000_000_000_000;
    private const int DefaultGraceSeconds = 24 * 60 * 60;
    private const int MaxGraceSeconds = 7 * DefaultGraceSeconds;
    private const long MaxUnixSeconds = 253_402_300_799;

    /// <summary>A new key without its secret; expiry is checked against <paramref name="now"/>.</summary>
    public static ApiKeySpec Read(RequestFields fields, string projectId, DateTimeOffset now)
    {
        var scopes = fields.Texts("scopes", Scopes.All.Length, 32) ?? [Scopes.Inference];
        if (scopes.IsEmpty || scopes.Any(scope => !Scopes.All.Contains(scope)))
        {
            fields.Refuse("scopes", "must hold at least one of: " + string.Join(", ", Scopes.All));
        }

        return new ApiKeySpec(
            Guid.NewGuid(),
            projectId,
            fields.RequiredText("name", 1, MaxNameLength),
            "",
            fields.Choice("role", Roles.All) ?? Roles.Member,
            scopes,
            fields.Text("endpoint", 1, MaxSlugLength),
            fields.Object("ip_filter") is { } filter ? ReadIpFilter(filter) : [],
            fields.Object("quota") is { } quota ? ReadQuota(quota) : null,
            ReadExpiry(fields, now),
            null);
    }

    /// <summary>The role that a key gets.</summary>
    public static string ReadRole(RequestFields fields)
    {
        string? role = fields.Choice("role", Roles.All);
        if (role is null)
        {
            fields.Refuse("role", "is required");
        }

        return role ?? Roles.Viewer;
    }

    /// <summary>A whole quota; null when no number of requests is given, which lifts it.</summary>
    public static ApiKeyQuota? ReadQuota(RequestFields fields)
    {
        long? requests = fields.Integer("requests", 1, MaxRequests);
        long? window = fields.Integer("window_seconds", 1, MaxWindowSeconds);
        if (requests is not null && window is null)
        {
            fields.Refuse("window_seconds", "is required");
        }

        return requests is { } count && window is { } seconds ? new ApiKeyQuota(count, (int)seconds) : null;
    }

    /// <summary>A whole address filter; empty lifts it.</summary>
    public static ImmutableArray<string> ReadIpFilter(RequestFields fields)
    {
        var ranges = fields.Texts("allow", MaxRanges, MaxRangeLength) ?? [];
        if (!ranges.All(range => IpFilter.TryParse(range, out _)))
        {
            fields.Refuse("allow", "must hold IP addresses or CIDR ranges");
        }

        return ranges;
    }

    /// <summary>How long a replaced key lives on: <c>grace_seconds</c>, default 24 h, 0 to 7 days.</summary>
    public static TimeSpan ReadGrace(RequestFields fields) =>
        TimeSpan.FromSeconds(fields.Integer("grace_seconds", 0, MaxGraceSeconds) ?? DefaultGraceSeconds);

    private static DateTimeOffset? ReadExpiry(RequestFields fields, DateTimeOffset now)
    {
        if (fields.Integer("expires_at", 0, MaxUnixSeconds) is not { } seconds)
        {
            return null;
        }

        var expires = DateTimeOffset.FromUnixTimeSeconds(seconds);
        if (expires <= now)
        {
            fields.Refuse("expires_at", "must be in the future");
        }

        return expires;
    }
}
