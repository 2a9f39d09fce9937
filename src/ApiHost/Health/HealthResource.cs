using Microsoft.AspNetCore.Http.HttpResults;
using Xerotier.ApiHost.Auth;

namespace Xerotier.ApiHost.Health;

/// <summary>Liveness and readiness, for probes.</summary>
internal static class HealthResource
{
    /// <summary>Maps the probes.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", GetLiveness).AllowAnyone();
    }

    private static Ok<string> GetLiveness() => TypedResults.Ok("ok");
}
