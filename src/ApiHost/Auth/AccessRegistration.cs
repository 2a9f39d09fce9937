using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Xerotier.ApiHost.Auth;

/// <summary>Registers what decides who may call.</summary>
internal static class AccessRegistration
{
    /// <summary>Adds the authorizers and the key cache.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddOptions<KeyCacheOptions>()
            .BindConfiguration(KeyCacheOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton<KeyCache>();
        services.TryAddSingleton<Authorizer>();
        services.TryAddSingleton<AgentAuthorizer>();
        services.TryAddSingleton<AdminTokens>();
        return services;
    }
}
