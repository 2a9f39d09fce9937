using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using Xerotier.Grains.Agents;
using Xerotier.Grains.Requests;
using Xerotier.Routing;
using Xerotier.Routing.Picking;

namespace Xerotier.Grains.Fleet;

/// <summary>What the agent, fleet, router and queue grains of a silo need.</summary>
public static class FleetServices
{
    /// <summary>Registers options (bound to their configuration sections and validated at start), clock, randomness
    /// and the silo's fleet views. What is already registered stays.</summary>
    public static IServiceCollection AddFleet(this IServiceCollection services)
    {
        AddOptions<AgentOptions>(services, AgentOptions.Section);
        AddOptions<FleetOptions>(services, FleetOptions.Section);
        AddOptions<RoutingOptions>(services, RoutingOptions.Section);
        AddOptions<QueueOptions>(services, QueueOptions.Section);
        AddOptions<RouteLogOptions>(services, RouteLogOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddTransient(_ => new Xoshiro256(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8))));
        services.TryAddSingleton<SiloStop>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(
            provider => provider.GetRequiredService<SiloStop>());
        services.TryAddSingleton<FleetViews>();
        services.TryAddSingleton(CreatePolicy);
        return services;
    }

    private static void AddOptions<T>(IServiceCollection services, string section)
        where T : class =>
        services.AddOptions<T>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();

    private static RoutePolicy CreatePolicy(IServiceProvider services)
    {
        RoutingOptions routing = services.GetRequiredService<IOptions<RoutingOptions>>().Value;
        AgentOptions agents = services.GetRequiredService<IOptions<AgentOptions>>().Value;
        return new RoutePolicy(routing.Weights, routing.Exploration, routing.Sharpness, agents.MaxSilence);
    }
}
