using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using Xerotier.Engine.State.Memory;

namespace Orleans.Hosting;

/// <summary>Adds storage providers in memory, for tests.</summary>
public static class MemoryGrainStorageSiloBuilderExtensions
{
    /// <summary>Adds a provider.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="name">Its name.</param>
    /// <param name="configureOptions">Sets its options.</param>
    public static ISiloBuilder AddMemoryGrainStorage(
        this ISiloBuilder builder, string name, Action<MemoryGrainStorageOptions> configureOptions) =>
        builder.AddMemoryGrainStorage(name, options => options.Configure(configureOptions));

    /// <summary>Adds the default provider.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="configureOptions">Sets its options.</param>
    public static ISiloBuilder AddMemoryGrainStorageAsDefault(
        this ISiloBuilder builder, Action<MemoryGrainStorageOptions> configureOptions) =>
        builder.AddMemoryGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configureOptions);

    /// <summary>Adds the default provider.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="configureOptions">Sets its options.</param>
    public static ISiloBuilder AddMemoryGrainStorageAsDefault(
        this ISiloBuilder builder, Action<OptionsBuilder<MemoryGrainStorageOptions>>? configureOptions = null) =>
        builder.AddMemoryGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configureOptions);

    /// <summary>Adds a provider.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="name">Its name.</param>
    /// <param name="configureOptions">Sets its options.</param>
    public static ISiloBuilder AddMemoryGrainStorage(
        this ISiloBuilder builder,
        string name,
        Action<OptionsBuilder<MemoryGrainStorageOptions>>? configureOptions = null)
    {
        var options = builder.Services.AddOptions<MemoryGrainStorageOptions>(name);
        configureOptions?.Invoke(options);
        options.PostConfigure<IGrainStorageSerializer>(
            static (options, serializer) => options.GrainStorageSerializer ??= serializer);
        builder.Services.AddGrainStorage(name, static (services, name) => new MemoryStorage(
            name,
            services.GetRequiredService<IOptionsMonitor<MemoryGrainStorageOptions>>().Get(name),
            services.GetRequiredService<IGrainFactory>()));
        return builder;
    }
}
