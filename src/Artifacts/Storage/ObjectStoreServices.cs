using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Xerotier.Artifacts.Storage;

/// <summary>Registers the object store.</summary>
public static class ObjectStoreServices
{
    /// <summary>
    /// Adds <see cref="IObjectStore"/> by the sections <see cref="ObjectStoreOptions.Section"/> and
    /// <see cref="S3Options.Section"/>.
    /// </summary>
    public static IServiceCollection AddObjectStore(this IServiceCollection services)
    {
        services.AddOptions<ObjectStoreOptions>()
            .BindConfiguration(ObjectStoreOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<S3Options>()
            .BindConfiguration(S3Options.Section)
            .ValidateDataAnnotations()
            .Validate(
                s3 => (s3.AccessKey is null) == (s3.SecretKey is null),
                "ArtifactsS3:AccessKey and ArtifactsS3:SecretKey need each other.")
            .Validate(
                s3 => s3.ServiceUrl is null || Uri.TryCreate(s3.ServiceUrl, UriKind.Absolute, out _),
                "ArtifactsS3:ServiceUrl must be an absolute address.")
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Open);
        return services;
    }

    private static IObjectStore Open(IServiceProvider services)
    {
        var s3 = services.GetRequiredService<IOptions<S3Options>>().Value;
        if (s3.Bucket is not null)
        {
            return new S3ObjectStore(s3);
        }

        var options = services.GetRequiredService<IOptions<ObjectStoreOptions>>().Value;
        string data = services.GetRequiredService<IConfiguration>()["Storage:Directory"] ?? ".xerotier";
        return new DirectoryObjectStore(
            options.Directory ?? Path.Combine(data, "artifacts"), services.GetRequiredService<TimeProvider>());
    }
}
