using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Xerotier.Artifacts.Storage;

namespace Xerotier.Grains.Models;

/// <summary>What the grains of models need.</summary>
public static class ModelServices
{
    /// <summary>
    /// Registers the limits of models, bound to their section and validated at start, and the silo's worker, which
    /// needs an <see cref="IObjectStore"/> and what fleets need.
    /// </summary>
    public static IServiceCollection AddModels(this IServiceCollection services)
    {
        services.AddOptions<ModelOptions>()
            .BindConfiguration(ModelOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, ModelWorker>();
        return services;
    }
}
