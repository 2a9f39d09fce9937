using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers;
using Orleans.Storage;
using Xerotier.Engine.Activations;
using Xerotier.Engine.State;

namespace Orleans.Runtime;

/// <summary>Makes the stored parts of grains with the silo's storage providers.</summary>
public class PersistentStateFactory : IPersistentStateFactory
{
    /// <inheritdoc/>
    public IPersistentState<TState> Create<TState>(IGrainContext context, IPersistentStateConfiguration cfg)
    {
        var services = context.Runtime().ServiceProvider;
        var name = cfg.StorageName;
        var storage = string.IsNullOrWhiteSpace(name)
            ? services.GetService<IGrainStorage>()
            : services.GetKeyedService<IGrainStorage>(name);
        if (storage is null)
        {
            throw new BadProviderConfigException(
                $"No storage provider '{name ?? ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME}' is registered; "
                + $"state '{cfg.StateName}' of {context.GrainId} needs it.");
        }

        return new StoredState<TState>(GetFullStateName(context, cfg), context, storage);
    }

    /// <summary>The name under which the state is stored. Default its own name.</summary>
    /// <param name="context">The activation.</param>
    /// <param name="cfg">The names.</param>
    protected virtual string GetFullStateName(IGrainContext context, IPersistentStateConfiguration cfg) =>
        cfg.StateName;
}
