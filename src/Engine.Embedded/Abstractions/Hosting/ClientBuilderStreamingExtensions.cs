using Orleans.Providers;
using Xerotier.Engine.Streams;

namespace Orleans.Hosting;

/// <summary>Adds streams to clients.</summary>
public static class ClientBuilderStreamingExtensions
{
    /// <summary>Adds what stream providers share; each provider does so by itself.</summary>
    /// <param name="builder">The client.</param>
    public static IClientBuilder AddStreaming(this IClientBuilder builder)
    {
        builder.Services.AddClientStreaming();
        return builder;
    }

    /// <summary>Adds a provider of memory streams; the silos need one of the same name and serialiser.</summary>
    /// <typeparam name="TSerializer">Writes and reads what is published.</typeparam>
    /// <param name="builder">The client.</param>
    /// <param name="name">The name of the provider.</param>
    /// <param name="configure">Configures it.</param>
    public static IClientBuilder AddMemoryStreams<TSerializer>(
        this IClientBuilder builder, string name, Action<IClusterClientMemoryStreamConfigurator>? configure = null)
        where TSerializer : class, IMemoryMessageBodySerializer
    {
        StreamServices.AddSerializer<TSerializer>(builder.Services, name);
        return builder.AddMemoryStreams(name, configure);
    }

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
