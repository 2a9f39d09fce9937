using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Xerotier.Grains.Projects;

/// <summary>What the grains of projects and their things need.</summary>
public static class ProjectServices
{
    /// <summary>
    /// Registers the clock and the limits of projects, bound to their section and validated at start.
    /// </summary>
    public static IServiceCollection AddProjects(this IServiceCollection services)
    {
        services.AddOptions<ProjectOptions>()
            .BindConfiguration(ProjectOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        return services;
    }
}
