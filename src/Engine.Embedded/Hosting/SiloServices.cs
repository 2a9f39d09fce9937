using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using Orleans.Timers;
using Xerotier.Engine.Activations;
using Xerotier.Engine.Clustering;
using Xerotier.Engine.Grains;
using Xerotier.Engine.Scheduling;
using Xerotier.Engine.State;
using Xerotier.Engine.Timers;

namespace Xerotier.Engine.Hosting;

/// <summary>Registers the services of a silo.</summary>
internal static class SiloServices
{
    /// <summary>Adds them once, however often it is called.</summary>
    public static void Add(IServiceCollection services)
    {
        if (services.Any(static d => d.ServiceType == typeof(Silo))) return;
        services.AddOptions();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IGrainScheduler, ThreadPoolGrainScheduler>();
        services.TryAddSingleton<LocalCluster>();
        services.AddSingleton(new ServiceLifetimes(services));
        services.AddSingleton<ILocalSiloDetails, SiloDetails>();
        services.AddSingleton(static s => new CoarseClock(s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Silo>();
        services.AddSingleton<Collector>();
        services.AddSingleton<SiloLifecycle>();
        services.AddSingleton<ISiloLifecycle>(static s => s.GetRequiredService<SiloLifecycle>());
        services.AddSingleton<ISiloLifecycleSubject>(static s => s.GetRequiredService<SiloLifecycle>());
        AddGrainServices(services);
        services.AddHostedService<SiloHost>();
    }

    private static void AddGrainServices(IServiceCollection services)
    {
        services.AddSingleton<IClusterClient>(
            static s => new GrainFactory(s.GetRequiredService<Silo>().Messenger, s));
        services.AddSingleton<IGrainFactory>(static s => s.GetRequiredService<IClusterClient>());
        services.AddSingleton<IGrainRuntime, GrainRuntime>();
        services.AddSingleton<ITimerRegistry, TimerRegistry>();
        services.AddSingleton<IGrainContextAccessor, GrainContextAccessor>();
        services.TryAddSingleton<IPersistentStateFactory, PersistentStateFactory>();
        services.TryAddSingleton<IGrainStorageSerializer, JsonStateSerializer>();
        services.TryAddSingleton<IAttributeToFactoryMapper<PersistentStateAttribute>, PersistentStateAttributeMapper>();
    }
}
