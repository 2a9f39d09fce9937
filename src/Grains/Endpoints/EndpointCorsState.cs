using System.Collections.Immutable;
using Orleans;

namespace Xerotier.Grains.Endpoints;

/// <summary>Stored form of an endpoint's cross-origin rules, version 1.</summary>
[GenerateSerializer, Alias("xerotier.endpoint-cors-state"), Immutable]
internal sealed record EndpointCorsState(
    [property: Id(0)] ImmutableArray<string> AllowOrigins,
    [property: Id(1)] ImmutableArray<string> AllowMethods,
    [property: Id(2)] ImmutableArray<string> AllowHeaders,
    [property: Id(3)] int MaxAgeSeconds,
    [property: Id(4)] bool AllowCredentials);
