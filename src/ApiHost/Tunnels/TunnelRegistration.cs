using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Xerotier.ApiHost.Tunnels;

/// <summary>Registers what reaches agents.</summary>
internal static class TunnelRegistration
{
    /// <summary>Adds tunnels and direct connections.</summary>
    public static IServiceCollection AddTunnels(this IServiceCollection services)
    {
        services.AddOptions<TunnelOptions>()
            .BindConfiguration(TunnelOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton<HostIdentity>();
        services.TryAddSingleton<TunnelRegistry>();
        services.TryAddSingleton<TunnelKeeper>();
        services.TryAddSingleton<HostCredentials>();
        services.TryAddSingleton<RelayedRequests>();
        services.TryAddSingleton<AgentConnections>();
        services.AddHostedService<TunnelDrain>();
        return services;
    }
}
