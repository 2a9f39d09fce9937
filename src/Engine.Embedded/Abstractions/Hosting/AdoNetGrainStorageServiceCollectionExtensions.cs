using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using Xerotier.Engine.Storage.AdoNet;

namespace Orleans.Hosting;

/// <summary>Adds storage providers that keep state in PostgreSQL (schema: <c>deploy/postgres</c>).</summary>
public static class AdoNetGrainStorageServiceCollectionExtensions
{
    /// <summary>Adds the default provider.</summary>
    /// <param name="services">The silo's services.</param>
    /// <param name="configureOptions">Sets its options.</param>
    public static IServiceCollection AddAdoNetGrainStorage(
        this IServiceCollection services, Action<AdoNetGrainStorageOptions> configureOptions) =>
        services.AddAdoNetGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configureOptions);

    /// <summary>Adds a provider.</summary>
    /// <param name="services">The silo's services.</param>
    /// <param name="name">Its name.</param>
    /// <param name="configureOptions">Sets its options.</param>
    public static IServiceCollection AddAdoNetGrainStorage(
        this IServiceCollection services, string name, Action<AdoNetGrainStorageOptions> configureOptions) =>
        services.AddAdoNetGrainStorage(name, options => options.Configure(configureOptions));

    /// <summary>Adds the default provider.</summary>
    /// <param name="services">The silo's services.</param>
    /// <param name="configureOptions">Sets its options.</param>
    public static IServiceCollection AddAdoNetGrainStorageAsDefault(
        this IServiceCollection services, Action<OptionsBuilder<AdoNetGrainStorageOptions>>? configureOptions = null) =>
        services.AddAdoNetGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configureOptions);

    /// <summary>Adds a provider.</summary>
    /// <param name="services">The silo's services.</param>
    /// <param name="name">Its name.</param>
    /// <param name="configureOptions">Sets its options.</param>
    public static IServiceCollection AddAdoNetGrainStorage(
        this IServiceCollection services,
        string name,
        Action<OptionsBuilder<AdoNetGrainStorageOptions>>? configureOptions = null)
    {
        var options = services.AddOptions<AdoNetGrainStorageOptions>(name);
        configureOptions?.Invoke(options);
        options.PostConfigure<IServiceProvider>((configured, provider) => configured.GrainStorageSerializer ??=
            provider.GetKeyedService<IGrainStorageSerializer>(name)
            ?? provider.GetRequiredService<IGrainStorageSerializer>());
        services.AddSingleton<IConfigurationValidator>(provider =>
        {
            var configured = Options(provider, name);
            return new ConnectionValidator(
                $"Grain storage '{name}'", configured.Invariant, configured.ConnectionString);
        });
        return services.AddGrainStorage(name, static (provider, name) => new AdoNetGrainStorage(
            name,
            Options(provider, name),
            provider.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId));
    }

    private static AdoNetGrainStorageOptions Options(IServiceProvider provider, string name) =>
        provider.GetRequiredService<IOptionsMonitor<AdoNetGrainStorageOptions>>().Get(name);
}
