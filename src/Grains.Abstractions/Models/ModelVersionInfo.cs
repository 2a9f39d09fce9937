using Orleans;

namespace Xerotier.Grains.Models;

/// <summary>A version of a model.</summary>
/// <param name="Id">UUID of the version.</param>
/// <param name="ModelId">The model.</param>
/// <param name="Version">Semver.</param>
/// <param name="Notes">What changed, or null.</param>
/// <param name="Status">See <see cref="ModelStatuses"/>.</param>
/// <param name="Created">When it was created.</param>
/// <param name="IsLatest">Whether it is the active version; at most one of a model is.</param>
/// <param name="Servable">Whether it passed its check once; stays true while it is checked again.</param>
/// <param name="Facts">What its check found; null before it and for registered models.</param>
/// <param name="ValidationError">Why its check failed; null unless it did.</param>
[GenerateSerializer, Alias("xerotier.model-version-info"), Immutable]
public sealed record ModelVersionInfo(
    [property: Id(0)] Guid Id,
    [property: Id(1)] Guid ModelId,
    [property: Id(2)] string Version,
    [property: Id(3)] string? Notes,
    [property: Id(4)] string Status,
    [property: Id(5)] DateTimeOffset Created,
    [property: Id(6)] bool IsLatest,
    [property: Id(7)] bool Servable,
    [property: Id(8)] ModelFacts? Facts,
    [property: Id(9)] string? ValidationError);
