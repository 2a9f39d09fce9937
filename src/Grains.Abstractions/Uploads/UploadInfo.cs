using System.Collections.Immutable;
using Orleans;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Models;

namespace Xerotier.Grains.Uploads;

/// <summary>An upload as its project sees it.</summary>
/// <param name="Id">UUID.</param>
/// <param name="Spec">What it announced.</param>
/// <param name="ModelId">The model that it fills.</param>
/// <param name="Version">The version of that model.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="Parts">Its parts in the order of their numbers; once completed, those that were used in their
/// order.</param>
/// <param name="ProcessedBytes">While it is processed: how many of its bytes have gone into files.</param>
/// <param name="Failure">Why it failed; null unless it did.</param>
/// <param name="Created">When it was created.</param>
/// <param name="Expires">When it stops taking parts.</param>
/// <param name="Md5Hex">MD5 that its parts together must have, lower-case hex; null when whoever completed it did not
/// say.</param>
[GenerateSerializer, Alias("xerotier.upload-info"), Immutable]
public sealed record UploadInfo(
    [property: Id(0)] Guid Id,
    [property: Id(1)] UploadSpec Spec,
    [property: Id(2)] Guid ModelId,
    [property: Id(3)] string Version,
    [property: Id(4)] UploadStatus Status,
    [property: Id(5)] ImmutableArray<UploadPart> Parts,
    [property: Id(6)] long ProcessedBytes,
    [property: Id(7)] Fault? Failure,
    [property: Id(8)] DateTimeOffset Created,
    [property: Id(9)] DateTimeOffset Expires,
    [property: Id(10)] string? Md5Hex)
{
    /// <summary>The upload as its model knows it.</summary>
    public ModelUpload AsModelUpload() => new(Id, Version);
}
