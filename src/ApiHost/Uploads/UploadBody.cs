using Xerotier.ApiHost.Errors;
using Xerotier.Grains.Uploads;

namespace Xerotier.ApiHost.Uploads;

/// <summary>Wire form of an upload; a superset of OpenAI's.</summary>
internal sealed record UploadBody(
    Guid Id,
    string Object,
    long CreatedAt,
    long ExpiresAt,
    string Filename,
    string Purpose,
    long Bytes,
    string MimeType,
    string Status,
    Guid ModelId,
    string Version,
    long BytesReceived,
    long BytesProcessed,
    UploadFailureBody? Error,
    IReadOnlyList<UploadPartBody>? Parts = null)
{
    /// <summary>The purpose of every upload.</summary>
    public const string ModelPurpose = "model";

    /// <summary>The wire form of <paramref name="info"/>, without its parts.</summary>
    public static UploadBody Of(UploadInfo info) => new(
        info.Id,
        "upload",
        info.Created.ToUnixTimeSeconds(),
        info.Expires.ToUnixTimeSeconds(),
        info.Spec.FileName,
        ModelPurpose,
        info.Spec.Bytes,
        info.Spec.MimeType,
        info.Status.ToString().ToLowerInvariant(),
        info.ModelId,
        info.Version,
        info.Parts.Sum(part => part.Bytes),
        info.ProcessedBytes,
        info.Failure is { } failure
            ? new UploadFailureBody(FaultMap.Describe(failure.Code).Code, failure.Message, failure.Param)
            : null);

    /// <summary>The same with its parts: what a client needs to resume.</summary>
    public static UploadBody WithParts(UploadInfo info) =>
        Of(info) with { Parts = [.. info.Parts.Select(part => UploadPartBody.Of(info.Id, part))] };
}
