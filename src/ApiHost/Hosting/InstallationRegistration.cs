namespace Xerotier.ApiHost.Hosting;

/// <summary>Registers what every start does.</summary>
internal static class InstallationRegistration
{
    /// <summary>
    /// Adds the admin token, the platform's project and readiness. Call after the silo's registration.
    /// </summary>
    public static IServiceCollection AddInstallation(this IServiceCollection services)
    {
        services.AddSingleton<Readiness>();
        services.AddHostedService<Installation>();
        return services;
    }
}
