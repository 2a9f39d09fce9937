using Xerotier.Engine.Streams;

namespace Orleans.Hosting;

/// <summary>Adds streams to clients.</summary>
public static class ClientBuilderStreamingExtensions
{
    /// <summary>Adds a provider of memory streams; the silos need one of the same name.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="name">The name of the provider.</param>
    /// <param name="configure">Configures it.</param>
    public static IClientBuilder AddMemoryStreams(
        this IClientBuilder builder, string name, Action<IClusterClientMemoryStreamConfigurator>? configure = null)
    {
        StreamServices.AddProvider(builder.Services, name);
        configure?.Invoke(new ClientMemoryStreams(name, with => with(builder.Services)));
        return builder;
    }
}
