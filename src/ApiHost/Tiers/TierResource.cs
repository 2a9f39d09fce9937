using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Bodies;
using Xerotier.Protocol.Lists;
using Xerotier.Routing.Tiers;

namespace Xerotier.ApiHost.Tiers;

/// <summary>The service tiers that endpoints can be on.</summary>
internal static class TierResource
{
    private static readonly ListEnvelope<TierBody> Tiers = new("list", [.. ServiceTiers.All.Select(TierBody.Of)]);

    /// <summary>Maps the route.</summary>
    public static void MapTiers(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/{project}/v1/tiers", () => Reply.Json(Tiers, ApiJson.Default.ListEnvelopeTierBody))
            .RequireProject(Scopes.Inference)
            .WithTags("Tiers")
            .Produces<ListEnvelope<TierBody>>();
}
