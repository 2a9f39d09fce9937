using Orleans;
using Orleans.Concurrency;
using Xerotier.Grains.Faults;

namespace Xerotier.Grains.Uploads;

/// <summary>
/// How many bytes of model files a project keeps, of those its plan allows. Key: the project's id. Called by uploads,
/// models and upload workers; calls the project. What an upload reserved stays counted until it is released, so the
/// files of a completed one count too. Writes are durable before they are acknowledged; all are idempotent.
/// </summary>
[Alias("xerotier.artifact-quota")]
public interface IArtifactQuotaGrain : IGrainWithStringKey
{
    /// <summary>
    /// Counts an upload with so many bytes, instead of those it had before;
    /// <see cref="FaultCode.StorageQuotaExceeded"/> when they do not fit. Fewer than before always fit.
    /// </summary>
    [Alias("reserve")]
    ValueTask<Fault?> ReserveAsync(Guid uploadId, Guid modelId, long bytes);

    /// <summary>How many bytes an upload could have at most, those that it has reserved included; may be
    /// negative after a change of plan.</summary>
    [ReadOnly, Alias("room")]
    ValueTask<long> RoomAsync(Guid uploadId);

    /// <summary>Counts an upload no longer; absent is fine.</summary>
    [Alias("release")]
    ValueTask ReleaseAsync(Guid uploadId);

    /// <summary>Counts no upload of a deleted model any longer.</summary>
    [Alias("release-model")]
    ValueTask ReleaseModelAsync(Guid modelId);
}
