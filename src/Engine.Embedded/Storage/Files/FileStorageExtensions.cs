using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Hosting;
using Orleans.Providers;
using Orleans.Runtime;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using Xerotier.Engine.Storage.Files;

namespace Xerotier.Engine;

/// <summary>
/// Keeps grain state and reminders in a directory, crash-safe and without any server. All of a silo share one store,
/// set up by <see cref="FileStoreOptions"/>; one silo at a time uses a directory.
/// </summary>
public static class FileStorageExtensions
{
    /// <summary>Adds the default storage provider.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="configure">Sets options of the store, over those of section <c>FileStore</c>.</param>
    public static ISiloBuilder AddFileGrainStorageAsDefault(
        this ISiloBuilder builder, Action<FileStoreOptions>? configure = null) =>
        builder.AddFileGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configure);

    /// <summary>Adds a storage provider.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="name">Its name; providers do not see each other's state.</param>
    /// <param name="configure">Sets options of the store, over those of section <c>FileStore</c>.</param>
    public static ISiloBuilder AddFileGrainStorage(
        this ISiloBuilder builder, string name, Action<FileStoreOptions>? configure = null)
    {
        builder.AddFileStore(configure);
        builder.Services.AddGrainStorage(name, static (services, name) => new FileGrainStorage(
            name,
            services.GetRequiredService<FileStore>(),
            services.GetKeyedService<IGrainStorageSerializer>(name)
            ?? services.GetRequiredService<IGrainStorageSerializer>()));
        return builder;
    }

    /// <summary>Adds the reminder service with a durable table.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="configure">Sets options of the store, over those of section <c>FileStore</c>.</param>
    public static ISiloBuilder UseFileReminderService(
        this ISiloBuilder builder, Action<FileStoreOptions>? configure = null)
    {
        builder.AddFileStore(configure);
        builder.AddReminders();
        builder.Services.AddSingleton<IReminderTable, FileReminderTable>();
        return builder;
    }

    private static void AddFileStore(this ISiloBuilder builder, Action<FileStoreOptions>? configure)
    {
        var services = builder.Services;
        if (services.All(service => service.ServiceType != typeof(FileStore)))
        {
            services.AddOptions<FileStoreOptions>()
                .Bind(builder.Configuration.GetSection(FileStoreOptions.Section))
                .ValidateDataAnnotations()
                .ValidateOnStart();
            services.AddSingleton(static provider => new FileStore(
                provider.GetRequiredService<IOptions<FileStoreOptions>>().Value,
                provider.GetRequiredService<ILogger<FileStore>>()));
            services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, FileStoreLifetime>();
        }

        if (configure is not null)
            services.Configure(configure);
    }
}
