using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Models;

namespace Xerotier.Grains.Uploads;

/// <summary>
/// Stores the files of complete uploads and attaches them to their models. What fails for want of a store is done again
/// when the upload's reminder adds it again; doing it twice does no harm.
/// </summary>
internal sealed partial class UploadWorker(
    UploadQueue queue,
    UploadAssembler assembler,
    IGrainFactory grains,
    IOptions<UploadOptions> options,
    TimeProvider time,
    ILogger<UploadWorker> logger) : BackgroundService
{
    private const long BytesBetweenReports = 64L << 20;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Parallel.ForEachAsync(
        queue.ReadAllAsync(stoppingToken),
        new ParallelOptions
        {
            MaxDegreeOfParallelism = options.Value.Concurrency,
            CancellationToken = stoppingToken,
        },
        TryProcessAsync);

    private async ValueTask TryProcessAsync(Guid id, CancellationToken stopping)
    {
        using var deadline = new CancellationTokenSource(options.Value.Deadline, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopping);
        try
        {
            await ProcessAsync(grains.GetGrain<IUploadGrain>(GrainKeys.Uuid(id)), end.Token);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            LogFailure(exception, id);
        }
        finally
        {
            queue.Leave(id);
        }
    }

    private async Task ProcessAsync(IUploadGrain grain, CancellationToken cancellationToken)
    {
        if ((await grain.GetAsync()).Value is not { Status: UploadStatus.Processing } upload)
        {
            return;
        }

        var quota = grains.GetGrain<IArtifactQuotaGrain>(upload.Spec.ProjectId);
        long room = await quota.RoomAsync(upload.Id);
        var assembled = await assembler.AssembleAsync(upload, room, Reporter(grain), cancellationToken);
        var failure = assembled.Fault ?? await AttachAsync(upload, assembled.Value!, quota);
        await grain.FinishAsync(failure);
        LogEnd(upload.Id, upload.Spec.Bytes, failure?.Code);
    }

    private async Task<Fault?> AttachAsync(UploadInfo upload, ArtifactManifest manifest, IArtifactQuotaGrain quota)
    {
        long bytes = manifest.Files.Sum(file => file.Bytes);
        if (await quota.ReserveAsync(upload.Id, upload.ModelId, bytes) is { } full)
        {
            return full;
        }

        var model = grains.GetGrain<IModelGrain>(GrainKeys.Uuid(upload.ModelId));
        return (await model.AttachAsync(upload.AsModelUpload(), manifest)).Fault;
    }

    private static Action<int> Reporter(IUploadGrain grain)
    {
        long processed = 0;
        long reported = 0;
        return read =>
        {
            processed += read;
            if (processed - reported >= BytesBetweenReports)
            {
                reported = processed;
                _ = grain.ReportAsync(processed).AsTask();
            }
        };
    }

    [LoggerMessage(2201, LogLevel.Information, "Upload {UploadId} of {Bytes} bytes is processed; refused: {Code}")]
    private partial void LogEnd(Guid uploadId, long bytes, FaultCode? code);

    [LoggerMessage(2202, LogLevel.Warning, "Upload {UploadId} is not processed; it is tried again in a minute")]
    private partial void LogFailure(Exception exception, Guid uploadId);
}
