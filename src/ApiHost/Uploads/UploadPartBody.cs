using Xerotier.Grains.Uploads;

namespace Xerotier.ApiHost.Uploads;

/// <summary>Wire form of a part; a superset of OpenAI's.</summary>
internal sealed record UploadPartBody(
    string Id,
    string Object,
    long CreatedAt,
    Guid UploadId,
    int PartNumber,
    long Bytes,
    string Sha256)
{
    /// <summary>The wire form of <paramref name="part"/>.</summary>
    public static UploadPartBody Of(Guid uploadId, UploadPart part) => new(
        UploadPartIds.Write(part.Id),
        "upload.part",
        part.Created.ToUnixTimeSeconds(),
        uploadId,
        part.Number,
        part.Bytes,
        part.Sha256Hex);
}
