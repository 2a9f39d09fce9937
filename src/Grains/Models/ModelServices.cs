using Microsoft.Extensions.DependencyInjection;

namespace Xerotier.Grains.Models;

/// <summary>What the grains of models need.</summary>
public static class ModelServices
{
    /// <summary>Registers the limits of models, bound to their section and validated at start.</summary>
    public static IServiceCollection AddModels(this IServiceCollection services)
    {
        services.AddOptions<ModelOptions>()
            .BindConfiguration(ModelOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services;
    }
}
