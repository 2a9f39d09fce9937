using Orleans;

namespace Xerotier.Grains.Models;

/// <summary>An upload that fills one version of a model.</summary>
/// <param name="UploadId">UUID of the upload; part of the keys of its objects.</param>
/// <param name="Version">The version it fills (semver).</param>
/// <param name="Notes">What changed, at most 4,096 characters, or null.</param>
[GenerateSerializer, Alias("xerotier.model-upload"), Immutable]
public sealed record ModelUpload(
    [property: Id(0)] Guid UploadId,
    [property: Id(1)] string Version,
    [property: Id(2)] string? Notes = null);
