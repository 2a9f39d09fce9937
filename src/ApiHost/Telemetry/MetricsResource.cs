using Xerotier.ApiHost.Auth;
using Xerotier.Protocol.Metrics;

namespace Xerotier.ApiHost.Telemetry;

/// <summary>The host's figures for Prometheus.</summary>
internal static class MetricsResource
{
    /// <summary>Maps <c>/metrics</c>.</summary>
    public static void MapMetrics(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/metrics", (RequestDelegate)WriteAsync).AllowAnyone();

    private static async Task WriteAsync(HttpContext context)
    {
        var exporter = context.RequestServices.GetRequiredService<PrometheusExporter>();
        context.Response.ContentType = PrometheusExporter.ContentType;
        exporter.WriteTo(context.Response.BodyWriter);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }
}
