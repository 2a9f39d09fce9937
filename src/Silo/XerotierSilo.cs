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
using Xerotier.Silo.Storage;

namespace Xerotier.Silo;

/// <summary>Composes a silo: clustering, storage, streams and what the grains need.</summary>
public static class XerotierSilo
{
    /// <summary>
    /// Adds everything the platform's grains need, by the sections <see cref="SiloOptions.Section"/> and
    /// <see cref="StorageOptions.Section"/>, which are checked at start.
    /// </summary>
    public static ISiloBuilder AddXerotierSilo(this ISiloBuilder silo)
    {
        SiloOptions cluster = silo.Read<SiloOptions>(SiloOptions.Section);
        StorageOptions storage = silo.Read<StorageOptions>(StorageOptions.Section);
        silo.AddClustering(cluster, storage);
        silo.Services.AddSingleton<IGrainStorageSerializer, StateSerializer>();
        silo.AddDurableStorage(storage);
        silo.AddMemoryStreams(
            StreamNames.Provider,
            streams => streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly));
        silo.Services.AddFleet().AddProjects().AddModels().AddUploads().AddCatalog();
        return silo;
    }

    private static T Read<T>(this ISiloBuilder silo, string section)
        where T : class, new()
    {
        silo.Services.AddOptions<T>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
        return silo.Configuration.GetSection(section).Get<T>() ?? new T();
    }

    private static void AddClustering(this ISiloBuilder silo, SiloOptions cluster, StorageOptions storage)
    {
#if ORLEANS_ENGINE
        if (storage is { Volatile: false, ConnectionString: { Length: > 0 } connectionString })
        {
            silo.Configure<Orleans.Configuration.ClusterOptions>(options =>
                (options.ClusterId, options.ServiceId) = (cluster.ClusterId, cluster.ServiceId));
            silo.ConfigureEndpoints(cluster.SiloPort, cluster.GatewayPort);
            silo.UseAdoNetClustering(options =>
                (options.Invariant, options.ConnectionString) = (DurableStorage.Npgsql, connectionString));
            return;
        }
#endif
        silo.UseLocalhostClustering(
            cluster.SiloPort, cluster.GatewayPort, null, cluster.ServiceId, cluster.ClusterId);
    }
}
