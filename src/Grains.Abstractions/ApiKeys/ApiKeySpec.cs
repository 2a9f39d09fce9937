using System.Collections.Immutable;
using Orleans;

namespace Xerotier.Grains.ApiKeys;

/// <summary>What a new key is made of.</summary>
/// <param name="Id">UUID; a rotated key keeps it.</param>
/// <param name="ProjectId">Owner.</param>
/// <param name="Name">Display name, 1-128 characters.</param>
/// <param name="Prefix">First characters of the secret, safe to show.</param>
/// <param name="Role"><c>owner</c>, <c>admin</c>, <c>member</c> or <c>viewer</c>.</param>
/// <param name="Scopes">Of <c>inference</c>, <c>management</c>, <c>execution</c>.</param>
/// <param name="Endpoint">Slug of the only endpoint the key may use; null for all.</param>
/// <param name="IpAllow">Addresses or CIDR ranges the key may be used from; empty for all.</param>
/// <param name="Quota">The key's own quota.</param>
/// <param name="Expires">When the key stops working.</param>
/// <param name="Replaces">Hash of the key that this one replaces, when rotated.</param>
[GenerateSerializer, Alias("xerotier.api-key-spec"), Immutable]
public sealed record ApiKeySpec(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string ProjectId,
    [property: Id(2)] string Name,
    [property: Id(3)] string Prefix,
    [property: Id(4)] string Role,
    [property: Id(5)] ImmutableArray<string> Scopes,
    [property: Id(6)] string? Endpoint,
    [property: Id(7)] ImmutableArray<string> IpAllow,
    [property: Id(8)] ApiKeyQuota? Quota,
    [property: Id(9)] DateTimeOffset? Expires,
    [property: Id(10)] string? Replaces);
