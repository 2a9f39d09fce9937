using Microsoft.AspNetCore.Http.Metadata;

namespace Xerotier.ApiHost.Bodies;

/// <summary>Keeps the description of routes true about request bodies.</summary>
internal static class BodyMetadata
{
    /// <summary>
    /// Drops bodies without a type: the compiler's route generator notes one wherever a parameter might have been a
    /// body, and the OpenAPI document cannot describe it.
    /// </summary>
    public static RouteGroupBuilder WithKnownBodies(this RouteGroupBuilder group)
    {
        ((IEndpointConventionBuilder)group).Finally(route =>
        {
            foreach (var unknown in route.Metadata.OfType<IAcceptsMetadata>()
                .Where(accepts => accepts.RequestType is null || accepts.RequestType == typeof(void))
                .ToList())
            {
                route.Metadata.Remove(unknown);
            }
        });
        return group;
    }
}
