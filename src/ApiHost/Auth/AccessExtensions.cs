using Microsoft.AspNetCore.Http.Features;
using Xerotier.ApiHost.Ownership;
using Xerotier.Grains.Agents;

namespace Xerotier.ApiHost.Auth;

/// <summary>Declares access rules on routes and reads what the gate found.</summary>
internal static class AccessExtensions
{
    /// <summary>Opens routes to keys of the project <c>{project}</c> with a scope; a key locked to an endpoint only
    /// passes where the path has that endpoint as <c>{endpoint}</c>.</summary>
    public static TBuilder RequireProject<TBuilder>(this TBuilder builder, string scope)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new AccessRule(AccessKind.Project, scope));

    /// <summary>Opens routes to the admin token.</summary>
    public static TBuilder RequireAdmin<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new AccessRule(AccessKind.Admin));

    /// <summary>Opens routes to agents.</summary>
    public static TBuilder RequireAgent<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new AccessRule(AccessKind.Agent));

    /// <summary>Opens routes to other API hosts of this installation.</summary>
    public static TBuilder RequireOtherHost<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new AccessRule(AccessKind.Host));

    /// <summary>Opens routes to everybody.</summary>
    public static TBuilder AllowAnyone<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new AccessRule(AccessKind.Open));

    /// <summary>What the caller of a project route proved.</summary>
    public static ProjectAccess ProjectAccess(this HttpContext context) =>
        context.Features.GetRequiredFeature<ProjectAccess>();

    /// <summary>The owner of what a project or admin route manages: the project of the path, or the platform.</summary>
    public static string Owner(this HttpContext context) =>
        context.Features.GetRequiredFeature<ResourceOwner>().ProjectId;

    /// <summary>The agent that calls an agent route.</summary>
    public static AgentInfo Agent(this HttpContext context) => context.Features.GetRequiredFeature<AgentInfo>();
}
