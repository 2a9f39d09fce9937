using Orleans;

namespace Xerotier.Grains.Usage;

/// <summary>Usage of one endpoint on one day, or a part of it.</summary>
/// <param name="EndpointSlug">The endpoint.</param>
/// <param name="Requests">Requests admitted, also those served in part.</param>
/// <param name="FailedRequests">Of those, the ones that failed.</param>
/// <param name="InputTokens">Prompt tokens.</param>
/// <param name="CachedTokens">Of those, tokens found in a prefix cache.</param>
/// <param name="OutputTokens">Completion tokens.</param>
[GenerateSerializer, Alias("xerotier.usage-rollup"), Immutable]
public sealed record UsageRollup(
    [property: Id(0)] string EndpointSlug,
    [property: Id(1)] long Requests,
    [property: Id(2)] long FailedRequests,
    [property: Id(3)] long InputTokens,
    [property: Id(4)] long CachedTokens,
    [property: Id(5)] long OutputTokens)
{
    /// <summary>Both together; of the same endpoint.</summary>
    public static UsageRollup operator +(UsageRollup left, UsageRollup right) => new(
        left.EndpointSlug,
        left.Requests + right.Requests,
        left.FailedRequests + right.FailedRequests,
        left.InputTokens + right.InputTokens,
        left.CachedTokens + right.CachedTokens,
        left.OutputTokens + right.OutputTokens);
}
