using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Storage;
using Orleans.Streams;
using Xerotier.Grains;
using Xerotier.Grains.Catalog;
using Xerotier.Grains.Fleet;
using Xerotier.Grains.Models;
using Xerotier.Grains.Projects;
using Xerotier.Grains.Uploads;
using Xerotier.Silo.Clustering;
using Xerotier.Silo.Storage;

namespace Xerotier.Silo;

/// <summary>Composes a silo: clustering, storage, streams and what the grains need.</summary>
public static class XerotierSilo
{
    /// <summary>Whether this build's engine joins silos of several processes.</summary>
#if ORLEANS_ENGINE
    public static bool CanCluster => true;
#else
    public static bool CanCluster => false;
#endif

    /// <summary>
    /// Adds everything the platform's grains need, by the sections <see cref="SiloOptions.Section"/>,
    /// <see cref="MembershipOptions.Section"/> and <see cref="StorageOptions.Section"/>, which are checked at start.
    /// </summary>
    public static ISiloBuilder AddXerotierSilo(this ISiloBuilder silo)
    {
        StorageOptions storage = silo.Services.Read<StorageOptions>(silo.Configuration, StorageOptions.Section);
        silo.AddClustering(storage);
        silo.Services.AddSingleton<IGrainStorageSerializer, StateSerializer>();
        silo.AddDurableStorage(storage);
        silo.AddMemoryStreams(
            StreamNames.Provider,
            streams => streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly));
        silo.Services.AddFleet().AddProjects().AddModels().AddUploads().AddCatalog();
        return silo;
    }

    /// <summary>Registers options that are checked at start, and reads them for the composition itself.</summary>
    internal static T Read<T>(this IServiceCollection services, IConfiguration configuration, string section)
        where T : class, new()
    {
        services.AddOptions<T>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
        return configuration.GetSection(section).Get<T>() ?? new T();
    }
}
