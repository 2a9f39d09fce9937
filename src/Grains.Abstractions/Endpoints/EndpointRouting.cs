using Orleans;

namespace Xerotier.Grains.Endpoints;

/// <summary>How routers choose for one endpoint; what is null follows the installation.</summary>
/// <param name="Sharpness">Power to which scores are raised, 1 to 64; higher is greedier.</param>
/// <param name="Epsilon">Share of requests that explore other sensible agents, 0 to 1.</param>
[GenerateSerializer, Alias("xerotier.endpoint-routing"), Immutable]
public sealed record EndpointRouting(
    [property: Id(0)] double? Sharpness,
    [property: Id(1)] double? Epsilon);
