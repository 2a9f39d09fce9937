using Orleans;

namespace Xerotier.Grains.Endpoints;

/// <summary>An endpoint with what a host needs of its model to serve a request.</summary>
/// <param name="Spec">The endpoint.</param>
/// <param name="ServedName">Name under which agents report the model.</param>
/// <param name="ModelName">The model's display name.</param>
/// <param name="ModelCreated">When the model was registered.</param>
/// <param name="ContextLength">Context window in tokens; null when unknown.</param>
/// <param name="LatestVersion">The model's active version.</param>
/// <param name="PreviousVersion">The version that was active before it; null before the first move.</param>
[GenerateSerializer, Alias("xerotier.endpoint-route"), Immutable]
public sealed record EndpointRoute(
    [property: Id(0)] EndpointSpec Spec,
    [property: Id(1)] string ServedName,
    [property: Id(2)] string ModelName,
    [property: Id(3)] DateTimeOffset ModelCreated,
    [property: Id(4)] int? ContextLength,
    [property: Id(5)] string? LatestVersion = null,
    [property: Id(6)] string? PreviousVersion = null);
