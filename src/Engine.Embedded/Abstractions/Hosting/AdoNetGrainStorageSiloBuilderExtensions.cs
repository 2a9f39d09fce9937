using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Providers;

namespace Orleans.Hosting;

/// <summary>Adds storage providers that keep state in PostgreSQL (schema: <c>deploy/postgres</c>).</summary>
public static class AdoNetGrainStorageSiloBuilderExtensions
{
    /// <summary>Adds the default provider.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="configureOptions">Sets its options.</param>
    public static ISiloBuilder AddAdoNetGrainStorageAsDefault(
        this ISiloBuilder builder, Action<AdoNetGrainStorageOptions> configureOptions) =>
        builder.AddAdoNetGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configureOptions);

    /// <summary>Adds a provider.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="name">Its name.</param>
    /// <param name="configureOptions">Sets its options.</param>
    public static ISiloBuilder AddAdoNetGrainStorage(
        this ISiloBuilder builder, string name, Action<AdoNetGrainStorageOptions> configureOptions)
    {
        builder.Services.AddAdoNetGrainStorage(name, configureOptions);
        return builder;
    }

    /// <summary>Adds the default provider.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="configureOptions">Sets its options.</param>
    public static ISiloBuilder AddAdoNetGrainStorageAsDefault(
        this ISiloBuilder builder, Action<OptionsBuilder<AdoNetGrainStorageOptions>>? configureOptions = null) =>
        builder.AddAdoNetGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configureOptions);

    /// <summary>Adds a provider.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="name">Its name.</param>
    /// <param name="configureOptions">Sets its options.</param>
    public static ISiloBuilder AddAdoNetGrainStorage(
        this ISiloBuilder builder,
        string name,
        Action<OptionsBuilder<AdoNetGrainStorageOptions>>? configureOptions = null)
    {
        builder.Services.AddAdoNetGrainStorage(name, configureOptions);
        return builder;
    }
}
