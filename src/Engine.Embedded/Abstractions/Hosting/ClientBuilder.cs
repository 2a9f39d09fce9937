using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Hosting;

/// <summary>Configures a client.</summary>
/// <param name="services">The services of the client and its host.</param>
/// <param name="configuration">The configuration of the host.</param>
public class ClientBuilder(IServiceCollection services, IConfiguration configuration) : IClientBuilder
{
    /// <inheritdoc/>
    public IServiceCollection Services { get; } = services;

    /// <inheritdoc/>
    public IConfiguration Configuration { get; } = configuration;
}
