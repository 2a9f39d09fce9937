using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Xerotier.Engine.Hosting;

/// <summary>The configuration that a host has registered.</summary>
internal static class HostConfiguration
{
    /// <summary>It, or an empty one.</summary>
    public static IConfiguration Of(IServiceCollection services) =>
        services.LastOrDefault(static d => d.ServiceType == typeof(IConfiguration))?.ImplementationInstance
            as IConfiguration
        ?? new ConfigurationBuilder().Build();
}
