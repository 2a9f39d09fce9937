using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Hosting;

/// <summary>Configures a service that has a name.</summary>
/// <param name="name">The name.</param>
/// <param name="configureDelegate">Gives access to the services of the host.</param>
public class NamedServiceConfigurator(string name, Action<Action<IServiceCollection>> configureDelegate)
    : INamedServiceConfigurator
{
    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public Action<Action<IServiceCollection>> ConfigureDelegate { get; } = configureDelegate;
}
