using Orleans;

namespace Xerotier.Grains.Uploads;

/// <summary>Stored form of an announced file, version 1.</summary>
[GenerateSerializer, Alias("xerotier.upload-file-state"), Immutable]
internal sealed record UploadFileState(
    [property: Id(0)] string Path,
    [property: Id(1)] long Bytes,
    [property: Id(2)] string? Sha256Hex);
