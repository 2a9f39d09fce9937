using Orleans;
using Xerotier.Grains.ApiKeys;

namespace Xerotier.Grains.Limits;

/// <summary>Asks for one request's worth of a limit.</summary>
/// <param name="RequestsPerMinute">The tier's request rate; 0 for unlimited.</param>
/// <param name="TokensPerMinute">The tier's token rate; 0 for unlimited.</param>
/// <param name="Tokens">Tokens to reserve: estimated prompt plus completion.</param>
/// <param name="Quota">The key's own quota, or null.</param>
[GenerateSerializer, Alias("xerotier.limit-request"), Immutable]
public sealed record LimitRequest(
    [property: Id(0)] int RequestsPerMinute,
    [property: Id(1)] int TokensPerMinute,
    [property: Id(2)] long Tokens,
    [property: Id(3)] ApiKeyQuota? Quota);
