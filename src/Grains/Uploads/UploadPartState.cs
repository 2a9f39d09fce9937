using Orleans;

namespace Xerotier.Grains.Uploads;

/// <summary>Stored form of a part, version 1.</summary>
[GenerateSerializer, Alias("xerotier.upload-part-state"), Immutable]
internal sealed record UploadPartState(
    [property: Id(0)] Guid Id,
    [property: Id(1)] int Number,
    [property: Id(2)] long Bytes,
    [property: Id(3)] string Sha256Hex,
    [property: Id(4)] DateTimeOffset Created);
