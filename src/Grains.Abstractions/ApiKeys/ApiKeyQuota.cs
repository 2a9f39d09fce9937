using Orleans;

namespace Xerotier.Grains.ApiKeys;

/// <summary>A key's own request quota.</summary>
/// <param name="Requests">Requests allowed in the window, at least 1.</param>
/// <param name="WindowSeconds">Length of the window in seconds, 1 to 2,678,400 (31 days).</param>
[GenerateSerializer, Alias("xerotier.api-key-quota"), Immutable]
public sealed record ApiKeyQuota(
    [property: Id(0)] long Requests,
    [property: Id(1)] int WindowSeconds);
