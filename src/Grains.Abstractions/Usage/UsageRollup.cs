using Orleans;

namespace Xerotier.Grains.Usage;

/// <summary>Usage of one endpoint on one UTC day.</summary>
/// <param name="Day">The UTC day.</param>
/// <param name="EndpointSlug">The endpoint.</param>
/// <param name="Requests">Requests served, also in part.</param>
/// <param name="FailedRequests">Of those, the ones that failed after admission.</param>
/// <param name="InputTokens">Prompt tokens.</param>
/// <param name="CachedTokens">Of those, tokens found in a prefix cache.</param>
/// <param name="OutputTokens">Completion tokens.</param>
[GenerateSerializer, Alias("xerotier.usage-rollup"), Immutable]
public sealed record UsageRollup(
    [property: Id(0)] DateOnly Day,
    [property: Id(1)] string EndpointSlug,
    [property: Id(2)] long Requests,
    [property: Id(3)] long FailedRequests,
    [property: Id(4)] long InputTokens,
    [property: Id(5)] long CachedTokens,
    [property: Id(6)] long OutputTokens);
