using Orleans.Providers;
using Xerotier.Engine.Streams;

namespace Orleans.Hosting;

/// <summary>Adds memory streams to silos.</summary>
public static class SiloBuilderMemoryStreamExtensions
{
    /// <summary>Adds a provider of memory streams: what is not delivered yet dies with its silo.</summary>
    /// <typeparam name="TSerializer">Writes and reads what is published.</typeparam>
    /// <param name="builder">The silo.</param>
    /// <param name="name">The name of the provider.</param>
    /// <param name="configure">Configures it.</param>
    public static ISiloBuilder AddMemoryStreams<TSerializer>(
        this ISiloBuilder builder, string name, Action<ISiloMemoryStreamConfigurator>? configure = null)
        where TSerializer : class, IMemoryMessageBodySerializer
    {
        StreamServices.AddSerializer<TSerializer>(builder.Services, name);
        return builder.AddMemoryStreams(name, configure);
    }

    /// <summary>Adds a provider of memory streams: what is not delivered yet dies with its silo.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="name">The name of the provider.</param>
    /// <param name="configure">Configures it.</param>
    public static ISiloBuilder AddMemoryStreams(
        this ISiloBuilder builder, string name, Action<ISiloMemoryStreamConfigurator>? configure = null)
    {
        StreamServices.AddProvider(builder.Services, name);
        StreamServices.AddDelivery(builder.Services, name);
        configure?.Invoke(new SiloMemoryStreams(name, with => with(builder.Services)));
        return builder;
    }
}
