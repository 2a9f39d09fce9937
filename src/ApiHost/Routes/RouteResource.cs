using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Bodies;
using Xerotier.ApiHost.Errors;
using Xerotier.Grains.Faults;

namespace Xerotier.ApiHost.Routes;

/// <summary>Why recent requests were routed as they were.</summary>
internal static class RouteResource
{
    private const string TraceFormat = "trace";
    private const string TraceMediaType = "application/jsonl";

    private static readonly Fault NotFound =
        new(FaultCode.RequestNotFound, "No recent request of the project has this id.");

    private static readonly Fault OnlyTrace =
        new(FaultCode.InvalidRequest, $"'format' must be '{TraceFormat}'.", "format");

    /// <summary>Maps the routes.</summary>
    public static void MapRoutes(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/{project}/v1/management/routes");
        group.MapGet("", ExportAsync).RequireProject(Scopes.Management);
        group.MapGet("{request}", GetAsync).Produces<RouteBody>().RequireProject(Scopes.Management);
    }

    private static async Task<IResult> GetAsync(HttpContext context, string request, RouteLog log) =>
        await log.FindAsync(context.ProjectAccess().ProjectId, request) is { } record
            ? Reply.Json(RouteBody.Of(record), ApiJson.Default.RouteBody)
            : Reply.Fault(NotFound);

    private static async Task ExportAsync(HttpContext context, RouteLog log, string? format = null)
    {
        if (format != TraceFormat)
        {
            await FaultWriter.WriteAsync(context, OnlyTrace);
            return;
        }

        var records = await log.ListAsync(context.ProjectAccess().ProjectId);
        context.Response.ContentType = TraceMediaType;
        await new RouteTrace().WriteAsync(context.Response.Body, records, context.RequestAborted);
    }
}
