using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;
using Xerotier.Engine.Activations;

namespace Orleans;

/// <summary>Streams for grains.</summary>
public static class GrainStreamingExtensions
{
    /// <summary>A stream provider.</summary>
    /// <param name="grain">The grain.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="KeyNotFoundException">No provider has that name.</exception>
    public static IStreamProvider GetStreamProvider(this Grain grain, string name) =>
        GetStreamProvider((IGrainBase)grain, name);

    /// <summary>A stream provider.</summary>
    /// <param name="grain">The grain.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="KeyNotFoundException">No provider has that name.</exception>
    public static IStreamProvider GetStreamProvider(this IGrainBase grain, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return grain.GrainContext.Runtime().ServiceProvider.GetKeyedService<IStreamProvider>(name)
            ?? throw new KeyNotFoundException($"No stream provider is named '{name}'.");
    }
}
