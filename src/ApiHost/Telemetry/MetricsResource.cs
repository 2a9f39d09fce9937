using Xerotier.ApiHost.Auth;
using Xerotier.Protocol.Metrics;

namespace Xerotier.ApiHost.Telemetry;

/// <summary>The host's figures for Prometheus.</summary>
internal static class MetricsResource
{
    /// <summary>Maps <c>/metrics</c>.</summary>
    public static void MapMetrics(this IEndpointRouteBuilder routes)
    {
        // Both from the start: what is not listened to is not counted.
        var exporter = routes.ServiceProvider.GetRequiredService<PrometheusExporter>();
        _ = routes.ServiceProvider.GetRequiredService<HostMetrics>();
        routes.MapGet("/metrics", context => WriteAsync(context, exporter)).AllowAnyone();
    }

    private static async Task WriteAsync(HttpContext context, PrometheusExporter exporter)
    {
        context.Response.ContentType = PrometheusExporter.ContentType;
        exporter.WriteTo(context.Response.BodyWriter);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }
}
