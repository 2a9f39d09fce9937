using System.Text.Json.Serialization;
using Xerotier.Grains.ApiKeys;

namespace Xerotier.ApiHost.ApiKeys;

/// <summary>Wire form of an API key; the secret itself only in the answer that created it.</summary>
internal sealed record ApiKeyBody(
    Guid Id,
    string Object,
    string ProjectId,
    string Name,
    string Prefix,
    string Role,
    IReadOnlyList<string> Scopes,
    string? Endpoint,
    IpFilterBody IpFilter,
    QuotaBody? Quota,
    bool IsActive,
    long CreatedAt,
    long? LastUsedAt,
    long? ExpiresAt)
{
    /// <summary>The secret; absent except in answers to create and rotate.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Key { get; init; }

    /// <summary>When the replaced secret stops working; only in answers to rotate.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? PreviousKeyExpiresAt { get; init; }

    /// <summary>The wire form of <paramref name="info"/>.</summary>
    public static ApiKeyBody Of(ApiKeyInfo info)
    {
        var spec = info.Spec;
        return new ApiKeyBody(
            spec.Id,
            "api_key",
            spec.ProjectId,
            spec.Name,
            spec.Prefix,
            spec.Role,
            spec.Scopes,
            spec.Endpoint,
            new IpFilterBody(spec.IpAllow),
            spec.Quota is { } quota ? new QuotaBody(quota.Requests, quota.WindowSeconds) : null,
            info.Active,
            info.Created.ToUnixTimeSeconds(),
            info.LastUsed?.ToUnixTimeSeconds(),
            spec.Expires?.ToUnixTimeSeconds());
    }
}
