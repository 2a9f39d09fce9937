using Orleans;
using Xerotier.Grains.Models;

namespace Xerotier.Grains.Uploads;

/// <summary>What an upload fills.</summary>
/// <param name="ModelId">The model.</param>
/// <param name="Version">The version of it (semver).</param>
/// <param name="Notes">What changed in the version, or null.</param>
/// <param name="NewModel">The model to create; null when it exists.</param>
[GenerateSerializer, Alias("xerotier.upload-target"), Immutable]
public sealed record UploadTarget(
    [property: Id(0)] Guid ModelId,
    [property: Id(1)] string Version,
    [property: Id(2)] string? Notes,
    [property: Id(3)] ModelSpec? NewModel);
