using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Storage;
using Orleans.Streams;
using Xerotier.Grains;
using Xerotier.Grains.Fleet;
using Xerotier.Grains.Projects;

namespace Xerotier.Silo;

/// <summary>Composes a silo: storage, streams and what the grains need.</summary>
public static class XerotierSilo
{
    /// <summary>Adds everything the platform's grains need, by the section <see cref="StorageOptions.Section"/>.</summary>
    public static ISiloBuilder AddXerotierSilo(this ISiloBuilder silo)
    {
        var storage = new StorageOptions();
        silo.Configuration.GetSection(StorageOptions.Section).Bind(storage);
        silo.UseLocalhostClustering();
        silo.Services.AddSingleton<IGrainStorageSerializer, StateSerializer>();
        silo.AddDurableStorage(storage);
        silo.AddMemoryStreams(
            StreamNames.Provider,
            streams => streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly));
        silo.Services.AddFleet().AddProjects();
        return silo;
    }
}
