using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xerotier.Agent.Backends;
using Xerotier.Agent.Backends.OpenAiCompatible;
using Xerotier.Agent.Backends.Simulated;
using Xerotier.Agent.Backends.Vllm;
using Xerotier.Agent.Enrollment;
using Xerotier.Agent.Heartbeats;
using Xerotier.Agent.Logs;
using Xerotier.Agent.Models;
using Xerotier.Agent.Prefixes;
using Xerotier.Agent.Serving;
using Xerotier.Agent.Tunnel;
using Xerotier.Protocol.Tunnels;

namespace Xerotier.Agent;

/// <summary>Puts an agent together.</summary>
internal static class AgentComposition
{
    private const string MetricsRoute = "/metrics";

    /// <exception cref="AgentFailure">It is not enrolled and cannot be.</exception>
    public static async Task<WebApplication> BuildAsync(
        AgentOptions options, ILoggerFactory logs, AgentClock clock, CancellationToken cancellationToken)
    {
        var ring = new LogRing();
        var ringLogs = new ForkedLoggerFactory(logs, new LogRingProvider(ring, clock.Time));
        var http = AgentHttp.Create(options.AllowInsecure);
        var client = new EnrollmentClient(http);
        var file = new EnrollmentFile(options.StateFile);
        var enroller = new Enroller(options, file, client, clock, ringLogs.CreateLogger<Enroller>());
        var state = await enroller.EnsureAsync(cancellationToken);

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        var services = builder.Services;
        services.AddSingleton<ILoggerFactory>(ringLogs);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton(options).AddSingleton(clock).AddSingleton(ring).AddSingleton(http);
        services.AddSingleton(file).AddSingleton(client);
        services.AddSingleton<AgentLife>().AddSingleton<AgentMetrics>().AddSingleton<MetricsDoor>();
        services.AddSingleton(provider => new AgentIdentity(
            state, file, client, clock, provider.GetRequiredService<ILogger<AgentIdentity>>()));
        services.AddSingleton(provider => new Pace(clock.Time, provider.GetRequiredService<AgentMetrics>()));
        AddBackend(services, options);
        services.AddSingleton(provider => new RequestGate(
            LimitOf(options, provider.GetRequiredService<IBackend>()), provider.GetRequiredService<AgentLife>()));
        services.AddSingleton<AgentRoutes>().AddSingleton<HeartbeatLoop>().AddSingleton<TunnelDialer>();
        services.AddRoutingCore();
        builder.WebHost.UseKestrelCore();
        services.AddSingleton<IConnectionListenerFactory, TunnelListenerFactory>();
        services.AddOptions<KestrelServerOptions>().Configure<IBackend, MetricsDoor>(
            (kestrel, backend, door) => Listen(kestrel, options, door, LimitOf(options, backend)));

        var app = builder.Build();
        var gate = app.Services.GetRequiredService<RequestGate>();
        var metrics = app.Services.GetRequiredService<AgentMetrics>();
        metrics.Observe(app.Services.GetRequiredService<IBackend>(), () => gate.Running);
        metrics.Observe(
            app.Services.GetRequiredService<ModelLibrary>(), app.Services.GetRequiredService<ModelCache>());
        MapRoutes(app);
        return app;
    }

    private static void AddBackend(IServiceCollection services, AgentOptions options)
    {
        services.AddSingleton<HeldPrefixes>().AddSingleton<ArtifactClient>();
        services.AddSingleton<ModelCache>().AddSingleton<LoadRoute>();
        services.AddSingleton(options.OpenAi).AddSingleton(options.Simulated).AddSingleton(options.Models);
        services.AddSingleton(provider => new ModelLibrary(
            LoaderOf(provider, options), provider.GetRequiredService<ModelCache>(), options.Models,
            provider.GetRequiredService<AgentMetrics>(), provider.GetRequiredService<AgentClock>(),
            provider.GetRequiredService<ILogger<ModelLibrary>>()));
        services.AddSingleton<IBackend>(provider => new LoadingBackend(
            FixedModelsOf(provider, options), provider.GetRequiredService<ModelLibrary>(), options.Vllm.MaxSequences));
    }

    private static IBackend? FixedModelsOf(IServiceProvider provider, AgentOptions options) => options switch
    {
        { Backend: BackendKind.Simulated } => ActivatorUtilities.CreateInstance<SimulatedBackend>(provider),
        { Backend: BackendKind.Vllm, Vllm.Model: null } => null,
        { Backend: BackendKind.Vllm } => ActivatorUtilities.CreateInstance<VllmBackend>(provider),
        _ => ActivatorUtilities.CreateInstance<OpenAiBackend>(provider),
    };

    private static IModelLoader? LoaderOf(IServiceProvider provider, AgentOptions options) => options switch
    {
        { Backend: BackendKind.Simulated } => ActivatorUtilities.CreateInstance<SimulatedLoader>(provider),
        { Backend: BackendKind.Vllm, Vllm.Model: null } => ActivatorUtilities.CreateInstance<VllmLoader>(provider),
        _ => null,
    };

    private static int LimitOf(AgentOptions options, IBackend backend) =>
        options.MaxConcurrentRequests > 0 ? options.MaxConcurrentRequests : backend.SuggestedConcurrency;

    private static void Listen(
        KestrelServerOptions kestrel, AgentOptions options, MetricsDoor metricsDoor, int concurrency)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxRequestBodySize = options.MaxBodyBytes;
        // A relay passes its client's pace on; deadlines belong to requests, and tunnels idle for as long as they like.
        limits.MinRequestBodyDataRate = null;
        limits.MinResponseDataRate = null;
        // Not infinite: Kestrel adds that to its clock, overflows, and closes every idle connection after a second.
        limits.KeepAliveTimeout = TimeSpan.FromDays(3650);
        limits.Http2.MaxStreamsPerConnection = concurrency + TunnelStream.SpareStreams;
        limits.Http2.InitialConnectionWindowSize = 8 << 20;
        limits.Http2.InitialStreamWindowSize = 1 << 20;
        limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(TunnelStream.KeepAliveIntervalSeconds);
        limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(TunnelStream.KeepAliveTimeoutSeconds);

        if (options.Listen is not null)
            kestrel.Listen(IPEndPoint.Parse(options.Listen), listen => listen.Protocols = HttpProtocols.Http2);
        foreach (var url in TunnelsOf(options))
            kestrel.Listen(new TunnelEndPoint(url), listen => listen.Protocols = HttpProtocols.Http2);
        if (!options.DisableMetricsServer)
        {
            var address = new IPEndPoint(IPAddress.Parse(options.MetricsAddress), options.MetricsPort);
            kestrel.Listen(address, metricsDoor.Open);
        }
    }

    private static IEnumerable<Uri?> TunnelsOf(AgentOptions options)
    {
        if (options.DirectUrl is not null) return [];
        if (options.TunnelUrls.Count > 0) return options.TunnelUrls;
        return [null];
    }

    private static void MapRoutes(WebApplication app)
    {
        var routes = app.Services.GetRequiredService<AgentRoutes>();
        app.MapWhen(
            context => context.Features.Get<MetricsDoor>() is not null,
            metrics => metrics.Run(context => context.Request.Path == MetricsRoute
                ? routes.WriteMetricsAsync(context)
                : Task.FromResult(context.Response.StatusCode = StatusCodes.Status404NotFound)));
        app.UseRouting();
        routes.Map(app);
        app.UseEndpoints(static _ => { });
    }
}
