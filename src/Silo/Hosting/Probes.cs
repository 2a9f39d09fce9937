using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Xerotier.Silo.Hosting;

/// <summary>Liveness and readiness of a silo.</summary>
internal static class Probes
{
    /// <summary>
    /// Maps <c>/healthz</c> (200 while the process answers) and <c>/readyz</c> (200 from when the silo has joined its
    /// cluster until it begins to leave, else 503).
    /// </summary>
    public static void MapProbes(this WebApplication app)
    {
        var lifetime = app.Services.GetRequiredService<IHostApplicationLifetime>();
        app.MapGet("/healthz", (RequestDelegate)(context => Answer(context, well: true)));
        app.MapGet("/readyz", (RequestDelegate)(context => Answer(
            context,
            lifetime.ApplicationStarted.IsCancellationRequested
            && !lifetime.ApplicationStopping.IsCancellationRequested)));
    }

    private static Task Answer(HttpContext context, bool well)
    {
        context.Response.StatusCode = well ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return context.Response.WriteAsync(well ? "ok\n" : "not ready\n");
    }
}
