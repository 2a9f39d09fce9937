using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Xerotier.Artifacts.Storage;

/// <summary>Registers the object store.</summary>
public static class ObjectStoreServices
{
    /// <summary>Adds <see cref="IObjectStore"/> by the section <see cref="ObjectStoreOptions.Section"/>.</summary>
    public static IServiceCollection AddObjectStore(this IServiceCollection services)
    {
        services.AddOptions<ObjectStoreOptions>()
            .BindConfiguration(ObjectStoreOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Open);
        return services;
    }

    private static IObjectStore Open(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<ObjectStoreOptions>>().Value;
        string data = services.GetRequiredService<IConfiguration>()["Storage:Directory"] ?? ".xerotier";
        return new DirectoryObjectStore(
            options.Directory ?? Path.Combine(data, "artifacts"), services.GetRequiredService<TimeProvider>());
    }
}
