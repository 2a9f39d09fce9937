namespace Xerotier.ApiHost.Heartbeats;

/// <summary>Registers the producer of heartbeats.</summary>
internal static class HeartbeatRegistration
{
    /// <summary>Adds what brings heartbeats to agent grains.</summary>
    public static IServiceCollection AddHeartbeats(this IServiceCollection services)
    {
        services.AddOptions<HeartbeatOptions>()
            .BindConfiguration(HeartbeatOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services.AddSingleton<HeartbeatProducer>();
    }
}
