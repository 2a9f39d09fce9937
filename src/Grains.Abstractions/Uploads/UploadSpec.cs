using System.Collections.Immutable;
using Orleans;

namespace Xerotier.Grains.Uploads;

/// <summary>What an upload announces.</summary>
/// <param name="ProjectId">Owner.</param>
/// <param name="FileName">Name of the file or archive, 1-255 characters.</param>
/// <param name="Bytes">Bytes of all parts together, at least 1.</param>
/// <param name="MimeType">Media type as announced.</param>
/// <param name="Kind">What becomes of the bytes.</param>
/// <param name="Files">The files of <see cref="UploadKind.Directory"/> in the order of their bytes; else empty.</param>
[GenerateSerializer, Alias("xerotier.upload-spec"), Immutable]
public sealed record UploadSpec(
    [property: Id(0)] string ProjectId,
    [property: Id(1)] string FileName,
    [property: Id(2)] long Bytes,
    [property: Id(3)] string MimeType,
    [property: Id(4)] UploadKind Kind,
    [property: Id(5)] ImmutableArray<UploadFile> Files);
