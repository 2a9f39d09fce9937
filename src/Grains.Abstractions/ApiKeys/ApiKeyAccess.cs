using System.Collections.Immutable;
using Orleans;

namespace Xerotier.Grains.ApiKeys;

/// <summary>What a valid key allows: the snapshot that hosts authenticate with.</summary>
/// <param name="Id">The key's UUID.</param>
/// <param name="ProjectId">The project it opens.</param>
/// <param name="Role">See <see cref="ApiKeySpec.Role"/>.</param>
/// <param name="Scopes">See <see cref="ApiKeySpec.Scopes"/>.</param>
/// <param name="Endpoint">See <see cref="ApiKeySpec.Endpoint"/>.</param>
/// <param name="IpAllow">See <see cref="ApiKeySpec.IpAllow"/>.</param>
/// <param name="Quota">See <see cref="ApiKeySpec.Quota"/>.</param>
/// <param name="ValidUntil">When it stops being valid (expiry or end of grace); null for never.</param>
/// <param name="Hash">The secret's hash, to be compared in constant time.</param>
[GenerateSerializer, Alias("xerotier.api-key-access"), Immutable]
public sealed record ApiKeyAccess(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string ProjectId,
    [property: Id(2)] string Role,
    [property: Id(3)] ImmutableArray<string> Scopes,
    [property: Id(4)] string? Endpoint,
    [property: Id(5)] ImmutableArray<string> IpAllow,
    [property: Id(6)] ApiKeyQuota? Quota,
    [property: Id(7)] DateTimeOffset? ValidUntil,
    [property: Id(8)] string Hash);
