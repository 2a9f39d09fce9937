using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using Xerotier.Grains.Faults;

namespace Xerotier.Grains.Uploads;

/// <summary>
/// One upload of model files: what it announced, which parts are stored, what became of it. Key:
/// <see cref="GrainKeys.Uuid"/>. Called by API hosts and the upload workers; calls its project, its model and the
/// project's <see cref="IArtifactQuotaGrain"/>. Writes are durable before they are acknowledged. A method without a
/// word about it answers <see cref="FaultCode.UploadNotFound"/> when there is no such upload, and
/// <see cref="FaultCode.InvalidState"/> when it is too late for it.
/// </summary>
[Alias("xerotier.upload")]
public interface IUploadGrain : IGrainWithStringKey
{
    /// <summary>
    /// Creates the upload, and its model or version in status <c>uploading</c>; the same call again answers the
    /// existing one. <see cref="FaultCode.StorageQuotaExceeded"/> and whatever the project or model refuse; then
    /// nothing is left of it.
    /// </summary>
    [Alias("create")]
    ValueTask<Result<UploadInfo>> CreateAsync(UploadSpec spec, UploadTarget target);

    /// <summary>The upload.</summary>
    [ReadOnly, Alias("get")]
    ValueTask<Result<UploadInfo>> GetAsync();

    /// <summary>
    /// Takes a part whose object is stored. The number of a part that is there already answers that one when the
    /// content is the same, else <see cref="FaultCode.ChecksumMismatch"/>. <see cref="FaultCode.SizeMismatch"/> when
    /// it is more than was announced, <see cref="FaultCode.StorageQuotaExceeded"/> when the project's plan no longer
    /// covers the upload, <see cref="FaultCode.InvalidRequest"/> when there are too many. Whenever the answer is
    /// another part or a fault, the caller deletes its object.
    /// </summary>
    [Alias("add-part")]
    ValueTask<Result<UploadPart>> AddPartAsync(UploadPart part);

    /// <summary>
    /// No part is missing: starts to store the files. The same again is fine. <see cref="FaultCode.SizeMismatch"/>
    /// when the parts are not as long as announced. An upload that turns out not to have its MD5 fails with
    /// <see cref="FaultCode.ChecksumMismatch"/>.
    /// </summary>
    /// <param name="partIds">The parts in their order; null takes all by their numbers.</param>
    /// <param name="md5Hex">MD5 of all parts together, lower-case hex; null checks none.</param>
    [Alias("complete")]
    ValueTask<Result<UploadInfo>> CompleteAsync(ImmutableArray<Guid>? partIds, string? md5Hex);

    /// <summary>
    /// The upload once it is no longer processed, or as it is after <paramref name="wait"/> (at most 25 s).
    /// </summary>
    [AlwaysInterleave, Alias("wait")]
    ValueTask<Result<UploadInfo>> WaitAsync(TimeSpan wait);

    /// <summary>Gives the upload up and deletes what it brought; a cancelled one again is fine.</summary>
    [Alias("cancel")]
    ValueTask<Result<UploadInfo>> CancelAsync();

    /// <summary>The files of a processed upload are stored and attached, or were refused.</summary>
    /// <param name="failure">Why they were refused; null when they were not.</param>
    [Alias("finish")]
    ValueTask FinishAsync(Fault? failure);

    /// <summary>How many bytes of the parts have gone into files.</summary>
    [OneWay, Alias("report")]
    ValueTask ReportAsync(long processedBytes);
}
