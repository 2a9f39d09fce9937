using Microsoft.Extensions.DependencyInjection.Extensions;
using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Errors;
using Xerotier.ApiHost.Health;

namespace Xerotier.ApiHost;

/// <summary>Composes the API host: services, middleware and routes, each slice by its own extension.</summary>
internal static class XerotierHost
{
    /// <summary>Builds the host from the command line and the usual configuration sources.</summary>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddAccess();
        builder.Services.AddOpenApi();

        var app = builder.Build();
        app.UseMiddleware<RequestIds>();
        app.UseMiddleware<FaultBoundary>();
        app.UseRouting();
        app.UseMiddleware<AccessGate>();
        app.MapHealth();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnyone();
        return app;
    }
}
