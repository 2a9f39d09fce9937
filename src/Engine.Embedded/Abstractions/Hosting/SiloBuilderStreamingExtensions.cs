using Orleans.Streams.Filtering;

namespace Orleans.Hosting;

/// <summary>Adds streams to silos.</summary>
public static class SiloBuilderStreamingExtensions
{
    /// <summary>Adds what stream providers share; each provider does so by itself.</summary>
    /// <param name="builder">The silo.</param>
    public static ISiloBuilder AddStreaming(this ISiloBuilder builder)
    {
        builder.Services.AddSiloStreaming();
        return builder;
    }

    /// <summary>Adds the filter of a stream provider.</summary>
    /// <typeparam name="T">The filter.</typeparam>
    /// <param name="builder">The silo.</param>
    /// <param name="name">The name of the provider.</param>
    public static ISiloBuilder AddStreamFilter<T>(this ISiloBuilder builder, string name)
        where T : class, IStreamFilter
    {
        builder.Services.AddStreamFilter<T>(name);
        return builder;
    }

    /// <summary>Adds the filter of a stream provider.</summary>
    /// <typeparam name="T">The filter.</typeparam>
    /// <param name="builder">The client.</param>
    /// <param name="name">The name of the provider.</param>
    public static IClientBuilder AddStreamFilter<T>(this IClientBuilder builder, string name)
        where T : class, IStreamFilter
    {
        builder.Services.AddStreamFilter<T>(name);
        return builder;
    }
}
