using Microsoft.Extensions.DependencyInjection.Extensions;
using Xerotier.ApiHost.Agents;
using Xerotier.ApiHost.ApiKeys;
using Xerotier.ApiHost.Artifacts;
using Xerotier.ApiHost.Audit;
using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Bodies;
using Xerotier.ApiHost.Catalog;
using Xerotier.ApiHost.Demo;
using Xerotier.ApiHost.Endpoints;
using Xerotier.ApiHost.Enrollment;
using Xerotier.ApiHost.Errors;
using Xerotier.ApiHost.Health;
using Xerotier.ApiHost.Heartbeats;
using Xerotier.ApiHost.Hosting;
using Xerotier.ApiHost.Inference;
using Xerotier.ApiHost.JoinKeys;
using Xerotier.ApiHost.Loading;
using Xerotier.ApiHost.Models;
using Xerotier.ApiHost.Ownership;
using Xerotier.ApiHost.Projects;
using Xerotier.ApiHost.Routes;
using Xerotier.ApiHost.Sharing;
using Xerotier.ApiHost.Telemetry;
using Xerotier.ApiHost.Tiers;
using Xerotier.ApiHost.Tunnels;
using Xerotier.ApiHost.Uploads;
using Xerotier.ApiHost.Usage;

namespace Xerotier.ApiHost;

/// <summary>Composes the API host: services, middleware and routes, each slice by its own extension.</summary>
internal static class XerotierHost
{
    /// <summary>Builds the host from the command line and the usual configuration sources.</summary>
    /// <param name="args">See <see cref="HostStart"/>.</param>
    /// <param name="configure">Has the last word before the host is built.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var start = HostStart.Parse(args);
        var builder = WebApplication.CreateSlimBuilder(start.Arguments);
        start.Configure(builder);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.TryAddSingleton(TimeProvider.System);
        start.AddEngine(builder);
        builder.Services
            .AddServer()
            .AddAccess()
            .AddBodies()
            .AddOwnership()
            .AddUploadRequests()
            .AddCatalogView()
            .AddSharing()
            .AddEnrollment()
            .AddHeartbeats()
            .AddTunnels()
            .AddLoading()
            .AddInference()
            .AddTelemetry(builder.Configuration)
            .AddInstallation()
            .AddOpenApi();
        if (start.Demo)
        {
            builder.AddDemo();
        }

        configure?.Invoke(builder);
        var app = builder.Build();
        Map(app);
        return app;
    }

    private static void Map(WebApplication app)
    {
        app.UseKnownProxies();
        app.UseMiddleware<RequestIds>();
        app.UseMiddleware<FaultBoundary>();
        app.UseWebSockets();
        app.UseRouting();
        app.UseMiddleware<AccessGate>();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnyone();
        var routes = app.MapGroup("").WithKnownBodies();
        routes.MapHealth();
        routes.MapProjects();
        routes.MapApiKeys();
        routes.MapModels();
        routes.MapUploads();
        routes.MapArtifacts();
        routes.MapEndpoints();
        routes.MapTiers();
        routes.MapSharing();
        routes.MapCatalog();
        routes.MapAudit();
        routes.MapJoinKeys();
        routes.MapAgents();
        routes.MapEnrollment();
        routes.MapHeartbeats();
        routes.MapTunnels();
        routes.MapHosts();
        routes.MapInference();
        routes.MapUsage();
        routes.MapRoutes();
        routes.MapMetrics();
    }
}
