using Orleans;

namespace Xerotier.Grains.Uploads;

/// <summary>A part of an upload that is stored.</summary>
/// <param name="Id">UUID; names its object, see <see cref="UploadKeys"/>.</param>
/// <param name="Number">Its place, from 1; 0 asks for the one behind the last.</param>
/// <param name="Bytes">Its length, at least 1.</param>
/// <param name="Sha256Hex">SHA-256 of its content, 64 lower-case hex digits.</param>
/// <param name="Created">When it was stored.</param>
[GenerateSerializer, Alias("xerotier.upload-part"), Immutable]
public sealed record UploadPart(
    [property: Id(0)] Guid Id,
    [property: Id(1)] int Number,
    [property: Id(2)] long Bytes,
    [property: Id(3)] string Sha256Hex,
    [property: Id(4)] DateTimeOffset Created);
