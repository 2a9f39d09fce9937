using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using Xerotier.Grains.Faults;

namespace Xerotier.Grains.ApiKeys;

/// <summary>
/// One API key. Key: <see cref="GrainKeys.ApiKey"/> of the secret's hash; the secret itself never reaches a grain.
/// Called by API hosts; calls only the grain of the key it replaced. Writes are durable before they are acknowledged.
/// </summary>
[Alias("xerotier.api-key")]
public interface IApiKeyGrain : IGrainWithStringKey
{
    /// <summary>Creates the key; the same call again answers the existing one.</summary>
    [Alias("create")]
    ValueTask<Result<ApiKeyInfo>> CreateAsync(ApiKeySpec spec);

    /// <summary>
    /// What the key allows now; null when it does not exist, is revoked or expired. Hosts cache the answer for
    /// a few seconds; that is the longest a revoked key lives on.
    /// </summary>
    [ReadOnly, ResponseTimeout("00:00:02"), Alias("resolve")]
    ValueTask<ApiKeyAccess?> ResolveAsync();

    /// <summary>The key's metadata, or <see cref="FaultCode.ApiKeyNotFound"/>.</summary>
    [ReadOnly, Alias("get")]
    ValueTask<Result<ApiKeyInfo>> GetAsync();

    /// <summary>Lets the key live on only until the end of the grace time, because a new one replaced it.</summary>
    [Alias("retire")]
    ValueTask<Result<ApiKeyInfo>> RetireAsync(DateTimeOffset graceEnds);

    /// <summary>Revokes the key, and the one it replaced, at once and for ever.</summary>
    [Alias("revoke")]
    ValueTask<Result<ApiKeyInfo>> RevokeAsync();

    /// <summary>Replaces the whole quota; null lifts it.</summary>
    [Alias("set-quota")]
    ValueTask<Result<ApiKeyInfo>> SetQuotaAsync(ApiKeyQuota? quota);

    /// <summary>Replaces the whole IP filter (addresses or CIDR ranges); empty lifts it.</summary>
    [Alias("set-ip-filter")]
    ValueTask<Result<ApiKeyInfo>> SetIpFilterAsync(ImmutableArray<string> allow);

    /// <summary>Gives the key another role; see <see cref="ApiKeySpec.Role"/>.</summary>
    [Alias("set-role")]
    ValueTask<Result<ApiKeyInfo>> SetRoleAsync(string role);

    /// <summary>Notes that the key was used; kept in memory and stored at most once a minute.</summary>
    [OneWay, Alias("touch")]
    ValueTask TouchAsync(DateTimeOffset at);
}
