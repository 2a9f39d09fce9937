using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;

namespace Orleans;

/// <summary>Streams for code outside of grains.</summary>
public static class ClientStreamingExtensions
{
    /// <summary>A stream provider.</summary>
    /// <param name="client">The client.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="KeyNotFoundException">No provider has that name.</exception>
    public static IStreamProvider GetStreamProvider(this IClusterClient client, string name) =>
        client.ServiceProvider.GetKeyedService<IStreamProvider>(name)
        ?? throw new KeyNotFoundException($"No stream provider is named '{name}'.");
}
