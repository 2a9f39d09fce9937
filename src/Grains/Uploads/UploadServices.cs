using Microsoft.Extensions.DependencyInjection;
using Xerotier.Artifacts.Storage;

namespace Xerotier.Grains.Uploads;

/// <summary>What the grains of uploads need, and the worker that stores files.</summary>
public static class UploadServices
{
    /// <summary>Registers the object store, the worker, and limits, bound to their section and validated at
    /// start.</summary>
    public static IServiceCollection AddUploads(this IServiceCollection services)
    {
        services.AddOptions<UploadOptions>()
            .BindConfiguration(UploadOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddObjectStore();
        services.AddSingleton<UploadQueue>();
        services.AddSingleton<UploadAssembler>();
        services.AddHostedService<UploadWorker>();
        return services;
    }
}
