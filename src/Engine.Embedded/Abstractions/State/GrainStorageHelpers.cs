using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers;

namespace Orleans.Storage;

/// <summary>Finds the storage provider of a grain class.</summary>
public static class GrainStorageHelpers
{
    /// <summary>The provider that <see cref="StorageProviderAttribute"/> names, or the default one.</summary>
    /// <param name="grainType">The grain class.</param>
    /// <param name="services">The silo's services.</param>
    /// <exception cref="BadProviderConfigException">No such provider is registered.</exception>
    public static IGrainStorage GetGrainStorage(Type grainType, IServiceProvider services)
    {
        var name = grainType.GetCustomAttribute<StorageProviderAttribute>()?.ProviderName;
        var storage = string.IsNullOrEmpty(name)
            ? services.GetService<IGrainStorage>()
            : services.GetKeyedService<IGrainStorage>(name);
        return storage ?? throw new BadProviderConfigException(
            $"No storage provider '{name ?? ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME}' is registered; grain "
            + $"class {grainType.FullName} needs it.");
    }
}
