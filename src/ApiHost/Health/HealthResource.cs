using Orleans;
using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Bodies;
using Xerotier.ApiHost.Hosting;
using Xerotier.Grains;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Projects;

namespace Xerotier.ApiHost.Health;

/// <summary>Liveness and readiness, for probes.</summary>
internal static class HealthResource
{
    private static readonly HealthBody Well = new("ok");
    private static readonly Fault NotReady = new(FaultCode.ShuttingDown, "The host is starting or stopping.");

    /// <summary>Maps the probes.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").AllowAnyone().WithTags("Health");
        group.MapGet("/healthz", GetHealth).Produces<HealthBody>();
        group.MapGet("/readyz", GetReadinessAsync).Produces<HealthBody>();
    }

    private static IResult GetHealth(Readiness readiness) =>
        readiness.IsReady ? Reply.Json(Well, ApiJson.Default.HealthBody) : Reply.Fault(NotReady);

    // Also proves that grains answer; when they do not, the exception becomes a 503.
    private static async Task<IResult> GetReadinessAsync(Readiness readiness, IGrainFactory grains)
    {
        if (readiness.IsReady)
        {
            await grains.GetGrain<IProjectDirectoryGrain>(GrainKeys.ProjectDirectory).ListAsync(null, 1);
        }

        return GetHealth(readiness);
    }
}
