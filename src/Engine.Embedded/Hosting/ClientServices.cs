using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Xerotier.Engine.Calls;
using Xerotier.Engine.Clustering;
using Xerotier.Engine.Grains;
using Xerotier.Engine.Scheduling;

namespace Xerotier.Engine.Hosting;

/// <summary>Registers the services of a client of silos in the same process.</summary>
internal static class ClientServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddOptions();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IGrainScheduler, ThreadPoolGrainScheduler>();
        services.AddSingleton(static s => new CoarseClock(s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(static s => new Messenger(
            s,
            s.GetRequiredService<LocalCluster>(),
            silo: null,
            s.GetRequiredService<CoarseClock>(),
            s.GetRequiredService<IOptions<ClientMessagingOptions>>().Value));
        services.AddSingleton<IClusterClient>(static s => new GrainFactory(s.GetRequiredService<Messenger>(), s));
        services.AddSingleton<IGrainFactory>(static s => s.GetRequiredService<IClusterClient>());
    }
}
