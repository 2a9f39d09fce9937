using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams.Filtering;
using Xerotier.Engine.Streams;

namespace Orleans.Hosting;

/// <summary>Adds what streams need to the services of a host.</summary>
public static class StreamingServiceCollectionExtensions
{
    /// <summary>Adds what stream providers of a silo share.</summary>
    /// <param name="services">The silo's services.</param>
    public static void AddSiloStreaming(this IServiceCollection services) => StreamServices.AddShared(services);

    /// <summary>Adds what stream providers of a client share.</summary>
    /// <param name="services">The client's services.</param>
    public static void AddClientStreaming(this IServiceCollection services) => StreamServices.AddShared(services);

    /// <summary>Adds the filter of a stream provider.</summary>
    /// <typeparam name="T">The filter.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of the provider.</param>
    public static IServiceCollection AddStreamFilter<T>(this IServiceCollection services, string name)
        where T : class, IStreamFilter => services.AddKeyedSingleton<IStreamFilter, T>(name);
}
