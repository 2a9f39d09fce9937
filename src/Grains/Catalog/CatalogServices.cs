using Microsoft.Extensions.DependencyInjection;

namespace Xerotier.Grains.Catalog;

/// <summary>What the grains of the catalog need.</summary>
public static class CatalogServices
{
    /// <summary>Registers the catalog's options, bound to their section and validated at start.</summary>
    public static IServiceCollection AddCatalog(this IServiceCollection services)
    {
        services.AddOptions<CatalogOptions>()
            .BindConfiguration(CatalogOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services;
    }
}
