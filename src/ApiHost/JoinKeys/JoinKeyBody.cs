using System.Text.Json.Serialization;
using Xerotier.Grains.JoinKeys;

namespace Xerotier.ApiHost.JoinKeys;

/// <summary>Wire form of a join key, with status active, used, expired or revoked.</summary>
internal sealed record JoinKeyBody(
    Guid Id,
    string Object,
    string Name,
    string? Region,
    IReadOnlyList<string>? SupportedTiers,
    bool StorageLimitEnabled,
    long? StorageLimitBytes,
    string Status,
    Guid? AgentId,
    long CreatedAt,
    long ExpiresAt)
{
    /// <summary>The secret; absent except in the answer to create.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Key { get; init; }

    /// <summary>The wire form of <paramref name="info"/> at <paramref name="now"/>.</summary>
    public static JoinKeyBody Of(JoinKeyInfo info, DateTimeOffset now) => new(
        info.Spec.Id,
        "join_key",
        info.Spec.Name,
        info.Spec.Region,
        info.Spec.SupportedTiers,
        info.Spec.StorageLimitEnabled,
        info.Spec.StorageLimitBytes,
        StatusOf(info, now),
        info.UsedBy,
        info.Created.ToUnixTimeSeconds(),
        info.Spec.Expires.ToUnixTimeSeconds());

    private static string StatusOf(JoinKeyInfo info, DateTimeOffset now) =>
        info.UsedBy is not null ? "used"
        : info.Revoked ? "revoked"
        : info.Spec.Expires <= now ? "expired"
        : "active";
}
