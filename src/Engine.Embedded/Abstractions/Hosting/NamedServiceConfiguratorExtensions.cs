using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Orleans.Hosting;

/// <summary>Configures options of named services.</summary>
public static class NamedServiceConfiguratorExtensions
{
    /// <summary>Configures the options that have the name of the service.</summary>
    /// <typeparam name="TOptions">The options.</typeparam>
    /// <param name="configurator">The service.</param>
    /// <param name="configureOptions">Configures them.</param>
    public static void Configure<TOptions>(
        this INamedServiceConfigurator configurator, Action<OptionsBuilder<TOptions>>? configureOptions)
        where TOptions : class, new() =>
        configurator.ConfigureDelegate(services =>
            configureOptions?.Invoke(services.AddOptions<TOptions>(configurator.Name)));
}
