using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Hosting;

/// <summary>Configures a service that has a name.</summary>
public interface INamedServiceConfigurator
{
    /// <summary>The name.</summary>
    string Name { get; }

    /// <summary>Gives access to the services of the host.</summary>
    Action<Action<IServiceCollection>> ConfigureDelegate { get; }
}
