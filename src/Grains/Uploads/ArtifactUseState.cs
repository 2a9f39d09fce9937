using Orleans;

namespace Xerotier.Grains.Uploads;

/// <summary>Stored form of what one upload keeps, version 1.</summary>
[GenerateSerializer, Alias("xerotier.artifact-use-state"), Immutable]
internal sealed record ArtifactUseState(
    [property: Id(0)] Guid UploadId,
    [property: Id(1)] Guid ModelId,
    [property: Id(2)] long Bytes);
