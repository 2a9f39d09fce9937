using Orleans;

namespace Xerotier.Grains.Uploads;

/// <summary>A file that an upload announces.</summary>
/// <param name="Path">Relative path with <c>/</c>.</param>
/// <param name="Bytes">Size in bytes, at least 0.</param>
/// <param name="Sha256Hex">SHA-256 that the content must have, 64 lower-case hex digits; null checks nothing.</param>
[GenerateSerializer, Alias("xerotier.upload-file"), Immutable]
public sealed record UploadFile(
    [property: Id(0)] string Path,
    [property: Id(1)] long Bytes,
    [property: Id(2)] string? Sha256Hex);
