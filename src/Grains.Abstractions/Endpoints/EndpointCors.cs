using System.Collections.Immutable;
using Orleans;

namespace Xerotier.Grains.Endpoints;

/// <summary>Cross-origin rules of one endpoint.</summary>
/// <param name="AllowOrigins">Origins, or <c>*</c>; <c>*</c> with credentials is refused.</param>
/// <param name="AllowMethods">Methods.</param>
/// <param name="AllowHeaders">Request headers.</param>
/// <param name="MaxAgeSeconds">How long a browser may cache the preflight, 0 to 86,400 s.</param>
/// <param name="AllowCredentials">Whether credentials may be sent.</param>
[GenerateSerializer, Alias("xerotier.endpoint-cors"), Immutable]
public sealed record EndpointCors(
    [property: Id(0)] ImmutableArray<string> AllowOrigins,
    [property: Id(1)] ImmutableArray<string> AllowMethods,
    [property: Id(2)] ImmutableArray<string> AllowHeaders,
    [property: Id(3)] int MaxAgeSeconds,
    [property: Id(4)] bool AllowCredentials);
