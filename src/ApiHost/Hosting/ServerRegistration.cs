using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Tunnels;

namespace Xerotier.ApiHost.Hosting;

/// <summary>Sets the HTTP server up.</summary>
internal static class ServerRegistration
{
    // Connections that are left, metering and the silo.
    private static readonly TimeSpan AfterDrain = TimeSpan.FromSeconds(10);

    /// <summary>Adds limits, proxies and the way to stop.</summary>
    public static IServiceCollection AddServer(this IServiceCollection services)
    {
        services.AddOptions<ServerOptions>()
            .BindConfiguration(ServerOptions.Section)
            .ValidateDataAnnotations()
            .Validate(
                server => server.KnownProxies.All(proxy => IpFilter.TryParse(proxy, out _)),
                "Server:KnownProxies must hold IP addresses or CIDR ranges.")
            .ValidateOnStart();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<ServerOptions>>(
            (kestrel, server) => Limit(kestrel, server.Value));
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ServerOptions>>(
            (forwarded, server) => Trust(forwarded, server.Value));
        services.AddSingleton<HostStop>();
        services.AddHostedService(provider => provider.GetRequiredService<HostStop>());
        services.AddOptions<HostOptions>().Configure<IOptions<ServerOptions>, IOptions<TunnelOptions>>(
            (host, server, tunnels) =>
                host.ShutdownTimeout = server.Value.StopNotice + tunnels.Value.DrainTimeout + AfterDrain);
        return services;
    }

    /// <summary>Believes forwarded headers of the configured proxies, and of nobody else.</summary>
    public static void UseKnownProxies(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<ServerOptions>>().Value.KnownProxies.Count > 0)
        {
            app.UseForwardedHeaders();
        }
    }

    private static void Limit(KestrelServerOptions kestrel, ServerOptions server)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = server.MaxBodyBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = server.MaxHeaderBytes;
        kestrel.Limits.RequestHeadersTimeout = server.HeaderTimeout;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(server.MinBodyBytesPerSecond, server.BodyGrace);
        kestrel.Limits.MaxConcurrentConnections = server.MaxConnections;
        kestrel.Limits.MaxConcurrentUpgradedConnections = server.MaxConnections;
    }

    private static void Trust(ForwardedHeadersOptions forwarded, ServerOptions server)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        forwarded.ForwardLimit = null;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (string proxy in server.KnownProxies)
        {
            if (IpFilter.TryParse(proxy, out var range))
            {
                forwarded.KnownIPNetworks.Add(range);
            }
        }
    }
}
