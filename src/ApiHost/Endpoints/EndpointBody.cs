using Xerotier.Grains.Endpoints;

namespace Xerotier.ApiHost.Endpoints;

/// <summary>Wire form of an endpoint.</summary>
internal sealed record EndpointBody(
    Guid Id,
    string Object,
    string ProjectId,
    string Slug,
    Guid ModelId,
    string Tier,
    string TaskMode,
    FallbackBody Fallback,
    string? Region,
    CorsBody? Cors,
    BindingBody Binding,
    string? Version,
    int? RolloutPercent,
    RoutingBody Routing,
    long CreatedAt,
    long UpdatedAt)
{
    /// <summary>The wire form of <paramref name="info"/>.</summary>
    public static EndpointBody Of(EndpointInfo info)
    {
        var spec = info.Spec;
        return new EndpointBody(
            spec.Id,
            "endpoint",
            spec.ProjectId,
            spec.Slug,
            spec.ModelId,
            spec.Tier,
            spec.TaskMode,
            new FallbackBody(spec.Fallback, spec.FallbackTier),
            spec.Region,
            spec.Cors is { } cors ? CorsBody.Of(cors) : null,
            new BindingBody(spec.BoundAgents, spec.Exclusive),
            spec.Version,
            spec.RolloutPercent,
            new RoutingBody(spec.Routing?.Sharpness, spec.Routing?.Epsilon),
            info.Created.ToUnixTimeSeconds(),
            info.Updated.ToUnixTimeSeconds());
    }
}
