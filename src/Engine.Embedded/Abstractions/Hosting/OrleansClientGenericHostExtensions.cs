using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Microsoft.Extensions.Hosting;

/// <summary>Refuses clients of a cluster: this engine's silos and clients share one process.</summary>
public static class OrleansClientGenericHostExtensions
{
    private const string Refusal =
        "The embedded engine has no remote clients: its silo and everything that calls grains share one process. "
        + "Host the silo here with UseOrleans, or build with GrainEngine=orleans to connect to a cluster.";

    /// <summary>Refuses.</summary>
    /// <param name="hostAppBuilder">The host.</param>
    /// <exception cref="OrleansConfigurationException">Always.</exception>
    public static IHostApplicationBuilder UseOrleansClient(this IHostApplicationBuilder hostAppBuilder) =>
        throw new OrleansConfigurationException(Refusal);

    /// <summary>Refuses.</summary>
    /// <param name="hostAppBuilder">The host.</param>
    /// <param name="configureDelegate">Not called.</param>
    /// <exception cref="OrleansConfigurationException">Always.</exception>
    public static IHostApplicationBuilder UseOrleansClient(
        this IHostApplicationBuilder hostAppBuilder, Action<IClientBuilder> configureDelegate) =>
        throw new OrleansConfigurationException(Refusal);

    /// <summary>Refuses.</summary>
    /// <param name="hostAppBuilder">The host.</param>
    /// <exception cref="OrleansConfigurationException">Always.</exception>
    public static HostApplicationBuilder UseOrleansClient(this HostApplicationBuilder hostAppBuilder) =>
        throw new OrleansConfigurationException(Refusal);

    /// <summary>Refuses.</summary>
    /// <param name="hostAppBuilder">The host.</param>
    /// <param name="configureDelegate">Not called.</param>
    /// <exception cref="OrleansConfigurationException">Always.</exception>
    public static HostApplicationBuilder UseOrleansClient(
        this HostApplicationBuilder hostAppBuilder, Action<IClientBuilder> configureDelegate) =>
        throw new OrleansConfigurationException(Refusal);

    /// <summary>Refuses.</summary>
    /// <param name="hostBuilder">The host.</param>
    /// <exception cref="OrleansConfigurationException">Always.</exception>
    public static IHostBuilder UseOrleansClient(this IHostBuilder hostBuilder) =>
        throw new OrleansConfigurationException(Refusal);

    /// <summary>Refuses.</summary>
    /// <param name="hostBuilder">The host.</param>
    /// <param name="configureDelegate">Not called.</param>
    /// <exception cref="OrleansConfigurationException">Always.</exception>
    public static IHostBuilder UseOrleansClient(
        this IHostBuilder hostBuilder, Action<IClientBuilder> configureDelegate) =>
        throw new OrleansConfigurationException(Refusal);

    /// <summary>Refuses.</summary>
    /// <param name="hostBuilder">The host.</param>
    /// <param name="configureDelegate">Not called.</param>
    /// <exception cref="OrleansConfigurationException">Always.</exception>
    public static IHostBuilder UseOrleansClient(
        this IHostBuilder hostBuilder, Action<HostBuilderContext, IClientBuilder> configureDelegate) =>
        throw new OrleansConfigurationException(Refusal);

    /// <summary>Refuses.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configureDelegate">Not called.</param>
    /// <exception cref="OrleansConfigurationException">Always.</exception>
    public static IServiceCollection AddOrleansClient(
        this IServiceCollection services, Action<IClientBuilder> configureDelegate) =>
        throw new OrleansConfigurationException(Refusal);

    /// <summary>Refuses.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configuration">Not used.</param>
    /// <param name="configureDelegate">Not called.</param>
    /// <exception cref="OrleansConfigurationException">Always.</exception>
    public static IServiceCollection AddOrleansClient(
        this IServiceCollection services, IConfiguration? configuration, Action<IClientBuilder> configureDelegate) =>
        throw new OrleansConfigurationException(Refusal);
}
