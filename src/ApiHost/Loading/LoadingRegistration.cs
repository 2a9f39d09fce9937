using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Xerotier.ApiHost.Loading;

/// <summary>Registers the loading of models.</summary>
internal static class LoadingRegistration
{
    /// <summary>Adds what tells agents to load models.</summary>
    public static IServiceCollection AddLoading(this IServiceCollection services)
    {
        services.AddOptions<LoadingOptions>()
            .BindConfiguration(LoadingOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton<AgentLoader>();
        services.TryAddSingleton<ModelLoads>();
        return services;
    }
}
