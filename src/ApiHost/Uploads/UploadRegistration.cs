using Xerotier.ApiHost.Artifacts;
using Xerotier.Artifacts.Storage;

namespace Xerotier.ApiHost.Uploads;

/// <summary>Registers what receives uploads.</summary>
internal static class UploadRegistration
{
    /// <summary>Adds the object store, the receiver of parts and its limits, and who may fetch files.</summary>
    public static IServiceCollection AddUploadRequests(this IServiceCollection services)
    {
        services.AddOptions<UploadRequestOptions>()
            .BindConfiguration(UploadRequestOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services.AddObjectStore().AddSingleton<PartReceiver>().AddSingleton<ArtifactAccess>();
    }
}
