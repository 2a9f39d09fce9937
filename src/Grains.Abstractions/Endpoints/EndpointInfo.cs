using Orleans;

namespace Xerotier.Grains.Endpoints;

/// <summary>An endpoint and when it came to be.</summary>
/// <param name="Spec">What it is made of.</param>
/// <param name="Created">When it was created.</param>
/// <param name="Updated">When it last changed.</param>
/// <param name="Revision">Counts its changes.</param>
[GenerateSerializer, Alias("xerotier.endpoint-info"), Immutable]
public sealed record EndpointInfo(
    [property: Id(0)] EndpointSpec Spec,
    [property: Id(1)] DateTimeOffset Created,
    [property: Id(2)] DateTimeOffset Updated,
    [property: Id(3)] long Revision);
