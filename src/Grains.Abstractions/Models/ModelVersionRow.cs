using Orleans;

namespace Xerotier.Grains.Models;

/// <summary>Everything that a version's grain keeps.</summary>
/// <param name="Info">The version; <see cref="ModelVersionInfo.IsLatest"/> is not kept, the model's pointer says
/// it.</param>
/// <param name="UploadId">The upload that fills or filled it; null when nothing was uploaded for it.</param>
/// <param name="Manifest">Its files; null before its upload is complete and for registered models.</param>
/// <param name="Attempt">Counts its checks; the result of an older check is ignored.</param>
/// <param name="ReplacedUploadId">The upload whose files failed their check before <paramref name="UploadId"/> began to
/// take their place; null when there was none.</param>
[GenerateSerializer, Alias("xerotier.model-version-row"), Immutable]
public sealed record ModelVersionRow(
    [property: Id(0)] ModelVersionInfo Info,
    [property: Id(1)] Guid? UploadId,
    [property: Id(2)] ArtifactManifest? Manifest,
    [property: Id(3)] int Attempt,
    [property: Id(4)] Guid? ReplacedUploadId = null);
