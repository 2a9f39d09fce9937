namespace Xerotier.ApiHost.Sharing;

/// <summary>Registers what publishes models.</summary>
internal static class SharingRegistration
{
    /// <summary>Adds sharing and its role policy.</summary>
    public static IServiceCollection AddSharing(this IServiceCollection services)
    {
        services.AddOptions<SharingOptions>()
            .BindConfiguration(SharingOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services
            .AddSingleton<SharedModels>()
            .AddSingleton<AutomaticRoles>()
            .AddHostedService(provider => provider.GetRequiredService<AutomaticRoles>());
    }
}
