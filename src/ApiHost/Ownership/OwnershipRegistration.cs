using Xerotier.ApiHost.Agents;
using Xerotier.ApiHost.ApiKeys;
using Xerotier.ApiHost.Endpoints;
using Xerotier.ApiHost.Projects;

namespace Xerotier.ApiHost.Ownership;

/// <summary>Registers what creates and finds the things of projects.</summary>
internal static class OwnershipRegistration
{
    /// <summary>Adds the index of owned things and the makers of projects, keys and endpoints.</summary>
    public static IServiceCollection AddOwnership(this IServiceCollection services) =>
        services
            .AddSingleton<OwnedThings>()
            .AddSingleton<KeyIssuer>()
            .AddSingleton<ProjectFounder>()
            .AddSingleton<EndpointPlacement>()
            .AddSingleton<AgentDiagnostics>();
}
