using Xerotier.ApiHost.Catalog.Presence;

namespace Xerotier.ApiHost.Catalog;

/// <summary>Registers what shows the public catalog.</summary>
internal static class CatalogRegistration
{
    /// <summary>Adds the host's snapshot of the catalog and what looks at agents for it.</summary>
    public static IServiceCollection AddCatalogView(this IServiceCollection services)
    {
        services.AddOptions<CatalogViewOptions>()
            .BindConfiguration(CatalogViewOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services
            .AddSingleton<CatalogSnapshots>()
            .AddSingleton<CatalogVisitors>()
            .AddSingleton<ModelPresence>();
    }
}
