using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Hosting;

/// <summary>Configures stream providers of silos.</summary>
public static class SiloPersistentStreamConfiguratorExtensions
{
    /// <summary>Says how the provider delivers.</summary>
    /// <param name="configurator">The provider.</param>
    /// <param name="configureOptions">Configures the options.</param>
    public static void ConfigurePullingAgent(
        this ISiloPersistentStreamConfigurator configurator,
        Action<OptionsBuilder<StreamPullingAgentOptions>>? configureOptions = null) =>
        configurator.Configure(configureOptions);
}
