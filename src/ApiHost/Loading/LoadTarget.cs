using Xerotier.ApiHost.Inference;
using Xerotier.Grains.Endpoints;

namespace Xerotier.ApiHost.Loading;

/// <summary>A model version that an endpoint wants served.</summary>
/// <param name="Route">The endpoint.</param>
/// <param name="Version">The version.</param>
/// <param name="IsPinned">Whether the endpoint takes no other version.</param>
/// <param name="IdleTimeout">How long it may stay loaded without a request.</param>
internal sealed record LoadTarget(EndpointRoute Route, string Version, bool IsPinned, TimeSpan IdleTimeout)
{
    /// <summary>What concurrent requests share one load by.</summary>
    public (Guid EndpointId, string Version) Key => (Route.Spec.Id, Version);

    /// <summary>What a request wants; null when it does not care, as for a model without versions.</summary>
    public static LoadTarget? Of(InferenceCall call) => call.Version.Version is { } version
        ? new LoadTarget(call.Endpoint.Route, version, call.Version.Pinned, call.Endpoint.Tier.IdleTimeout)
        : null;
}
