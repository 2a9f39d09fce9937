using Orleans;

namespace Xerotier.Grains.Models;

/// <summary>Work that outlives the request which asked for it.</summary>
/// <param name="ModelId">The model.</param>
/// <param name="Kind">What is to be done.</param>
/// <param name="Version">The version to check; null for a purge.</param>
/// <param name="Attempt">Which check of the version it is; 0 for a purge.</param>
[GenerateSerializer, Alias("xerotier.model-work"), Immutable]
public sealed record ModelWork(
    [property: Id(0)] Guid ModelId,
    [property: Id(1)] ModelWorkKind Kind,
    [property: Id(2)] string? Version = null,
    [property: Id(3)] int Attempt = 0);
