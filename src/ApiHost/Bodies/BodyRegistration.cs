namespace Xerotier.ApiHost.Bodies;

/// <summary>Registers the reader of request bodies.</summary>
internal static class BodyRegistration
{
    /// <summary>Adds the reader and its limits; answers of the framework itself use the same JSON.</summary>
    public static IServiceCollection AddBodies(this IServiceCollection services)
    {
        services.AddOptions<BodyOptions>()
            .BindConfiguration(BodyOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<JsonBody>();
        services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default));
        return services;
    }
}
