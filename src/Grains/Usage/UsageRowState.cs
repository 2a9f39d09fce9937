using Orleans;

namespace Xerotier.Grains.Usage;

/// <summary>Stored form of one endpoint's usage on one day, version 1.</summary>
[GenerateSerializer, Alias("xerotier.usage-row-state"), Immutable]
internal sealed record UsageRowState(
    [property: Id(0)] string EndpointSlug,
    [property: Id(1)] long Requests,
    [property: Id(2)] long FailedRequests,
    [property: Id(3)] long InputTokens,
    [property: Id(4)] long CachedTokens,
    [property: Id(5)] long OutputTokens);
