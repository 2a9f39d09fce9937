using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;
using Orleans.Providers;
using Orleans.Runtime;
using Orleans.Streams;
using Xerotier.Engine.Activations;

namespace Xerotier.Engine.Streams;

/// <summary>The services behind streams.</summary>
internal static class StreamServices
{
    /// <summary>What all providers of a host share.</summary>
    public static void AddShared(IServiceCollection services)
    {
        services.AddOptions();
        services.TryAddSingleton<IGrainContextAccessor, GrainContextAccessor>();
        services.TryAddSingleton<ImplicitSubscribers>();
        services.TryAddSingleton<StreamConsumers>();
    }

    /// <summary>What every host of a provider needs.</summary>
    public static void AddProvider(IServiceCollection services, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        AddShared(services);
        services.AddKeyedSingleton<IStreamProvider>(
            name, static (host, key) => ActivatorUtilities.CreateInstance<MemoryStreamProvider>(host, (string)key!));
    }

    /// <summary>Lets what a provider publishes go through a serialiser.</summary>
    public static void AddSerializer<TSerializer>(IServiceCollection services, string name)
        where TSerializer : class, IMemoryMessageBodySerializer =>
        services.AddKeyedSingleton<IMemoryMessageBodySerializer>(
            name, static (host, _) => ActivatorUtilities.GetServiceOrCreateInstance<TSerializer>(host));

    /// <summary>What the hosts that deliver need besides.</summary>
    public static void AddDelivery(IServiceCollection services, string name)
    {
        services.AddOptions<MemoryStreamOptions>(name)
            .BindConfiguration(MemoryStreamOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddKeyedTransient<IGrainExtension, StreamConsumer>(typeof(IStreamConsumer));
        services.AddSingleton<IConfigurationValidator>(
            host => ActivatorUtilities.CreateInstance<SubscriptionStorageValidator>(host, name));
    }
}
