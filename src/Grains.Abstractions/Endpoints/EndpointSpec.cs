using System.Collections.Immutable;
using Orleans;

namespace Xerotier.Grains.Endpoints;

/// <summary>What an endpoint is made of.</summary>
/// <param name="Id">UUID.</param>
/// <param name="ProjectId">Owner.</param>
/// <param name="Slug"><c>[a-z0-9-]{1,63}</c>, not <c>v1</c>; never changes.</param>
/// <param name="ModelId">The model it serves.</param>
/// <param name="Tier">Tier slug; default <c>self_hosted</c>.</param>
/// <param name="TaskMode"><c>chat</c>, <c>embed</c> or <c>score</c>.</param>
/// <param name="Fallback">Whether shared agents may serve when no own agent can.</param>
/// <param name="FallbackTier">Tier that fallback goes to; null means <c>gpu_nvidia_shared</c> from self_hosted.</param>
/// <param name="Region">Preferred region, 1-24 ASCII characters.</param>
/// <param name="Cors">Cross-origin rules; null for none.</param>
/// <param name="BoundAgents">Agents that may serve it; empty for any.</param>
/// <param name="Exclusive">Whether the bound agents serve only this endpoint.</param>
/// <param name="Version">Pinned model version (semver); null follows the model's latest.</param>
/// <param name="Routing">How routers choose for it; null follows the installation.</param>
/// <param name="RolloutPercent">
/// Without a pin: share of requests, 0 to 100 percent, that want the model's latest version; the others want the one
/// that was the latest before. Null for all.
/// </param>
[GenerateSerializer, Alias("xerotier.endpoint-spec"), Immutable]
public sealed record EndpointSpec(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string ProjectId,
    [property: Id(2)] string Slug,
    [property: Id(3)] Guid ModelId,
    [property: Id(4)] string Tier,
    [property: Id(5)] string TaskMode,
    [property: Id(6)] bool Fallback,
    [property: Id(7)] string? FallbackTier,
    [property: Id(8)] string? Region,
    [property: Id(9)] EndpointCors? Cors,
    [property: Id(10)] ImmutableArray<Guid> BoundAgents,
    [property: Id(11)] bool Exclusive,
    [property: Id(12)] string? Version,
    [property: Id(13)] EndpointRouting? Routing = null,
    [property: Id(14)] int? RolloutPercent = null);
