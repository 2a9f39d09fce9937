using Microsoft.Extensions.DependencyInjection.Extensions;
using Xerotier.ApiHost.Limits;
using Xerotier.ApiHost.Routes;
using Xerotier.ApiHost.Streaming;
using Xerotier.ApiHost.Tunnels;
using Xerotier.ApiHost.Usage;

namespace Xerotier.ApiHost.Inference;

/// <summary>Registers the request loop.</summary>
internal static class InferenceRegistration
{
    /// <summary>Adds the request loop; tunnels and telemetry are registered apart.</summary>
    public static IServiceCollection AddInference(this IServiceCollection services)
    {
        services.AddOptions<InferenceOptions>()
            .BindConfiguration(InferenceOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton<EndpointSnapshots>();
        services.TryAddSingleton<BodyReader>();
        services.TryAddSingleton<PromptHasher>();
        services.TryAddSingleton<RateLimits>();
        services.TryAddSingleton<AgentSearch>();
        services.AddOptions<PatienceOptions>()
            .BindConfiguration(PatienceOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<ContinuationOptions>()
            .BindConfiguration(ContinuationOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton<AgentProbes>();
        services.TryAddSingleton<AgentRelay>();
        services.TryAddSingleton<InferenceExchange>();
        services.TryAddSingleton<InferenceHandler>();
        services.AddHosted<HostLeases>();
        services.AddHosted<UsageMeter>();
        services.AddOptions<RouteRecordingOptions>()
            .BindConfiguration(RouteRecordingOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddHosted<RouteLog>();
        return services;
    }

    private static void AddHosted<T>(this IServiceCollection services)
        where T : class, IHostedService
    {
        services.TryAddSingleton<T>();
        services.AddHostedService(provider => provider.GetRequiredService<T>());
    }
}
