using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using Xerotier.Artifacts.Storage;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Fleet;

namespace Xerotier.Grains.Uploads;

/// <inheritdoc cref="IUploadGrain"/>
[GrainType("upload")]
internal sealed partial class UploadGrain(
    [PersistentState("upload", StorageNames.Durable)] IPersistentState<UploadState> store,
    IObjectStore objects,
    UploadQueue queue,
    IOptions<UploadOptions> options,
    SiloStop stop,
    TimeProvider time) : Grain, IUploadGrain, IRemindable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(25);
    private static readonly Fault NotFound = new(FaultCode.UploadNotFound, "There is no such upload.");

    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _processedBytes;

    private UploadState State => store.State;

    private Guid Id => Guid.ParseExact(this.GetPrimaryKeyString(), "D");

    private bool IsOverdue => State.Status == UploadStatus.Pending && time.GetUtcNow() >= State.Expires;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (State.Status == UploadStatus.Processing)
        {
            queue.Add(Id);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<Result<UploadInfo>> GetAsync()
    {
        if (store.RecordExists)
        {
            return new ValueTask<Result<UploadInfo>>(Describe());
        }

        DeactivateOnIdle();
        return new ValueTask<Result<UploadInfo>>(NotFound);
    }

    /// <inheritdoc/>
    public async ValueTask<Result<UploadPart>> AddPartAsync(UploadPart part)
    {
        if (await CheckPendingAsync() is { } late)
        {
            return late;
        }

        if (Array.Find(State.Parts, stored => stored.Number == part.Number) is { } same)
        {
            return same.Sha256Hex == part.Sha256Hex
                ? Describe(same)
                : new Fault(
                    FaultCode.ChecksumMismatch, $"Part {part.Number} is stored with other content.", "part_number");
        }

        if (await CheckRoomAsync(part) is { } refused)
        {
            return refused;
        }

        int number = part.Number > 0 ? part.Number : State.Parts.Select(stored => stored.Number).Append(0).Max() + 1;
        var kept = new UploadPartState(part.Id, number, part.Bytes, part.Sha256Hex, time.GetUtcNow());
        await store.CommitAsync(state => state.Parts = [.. state.Parts, kept]);
        return Describe(kept);
    }

    /// <inheritdoc/>
    public async ValueTask<Result<UploadInfo>> CompleteAsync(ImmutableArray<Guid>? partIds, string? md5Hex)
    {
        if (State.Status is UploadStatus.Processing or UploadStatus.Completed)
        {
            return Describe();
        }

        if (await CheckPendingAsync() is { } late)
        {
            return late;
        }

        UploadPartState?[] parts = partIds is { } ids
            ? [.. ids.Select(id => Array.Find(State.Parts, part => part.Id == id))]
            : [.. State.Parts.OrderBy(part => part.Number)];
        if (parts.Contains(null))
        {
            return new Fault(FaultCode.InvalidRequest, "'part_ids' must hold ids of parts of this upload.", "part_ids");
        }

        long bytes = parts.Sum(part => part!.Bytes);
        if (bytes != State.Bytes)
        {
            return new Fault(
                FaultCode.SizeMismatch, $"The parts have {bytes} bytes; {State.Bytes} were announced.", "bytes");
        }

        await ScheduleAsync(ProcessingTick, ProcessingTick);
        await store.CommitAsync(state =>
        {
            state.Status = UploadStatus.Processing;
            state.Parts = parts!;
            state.Md5Hex = md5Hex;
        });
        queue.Add(Id);
        return Describe();
    }

    /// <inheritdoc/>
    public async ValueTask<Result<UploadInfo>> WaitAsync(TimeSpan wait)
    {
        if (State.Status == UploadStatus.Processing)
        {
            await _settled.Task.WaitAtMostAsync(wait < LongestWait ? wait : LongestWait, time, stop.Token);
        }

        return store.RecordExists ? Describe() : NotFound;
    }

    /// <inheritdoc/>
    public ValueTask ReportAsync(long processedBytes)
    {
        _processedBytes = processedBytes;
        return default;
    }

    // What is overdue ends here, so that nothing is added to what is about to be deleted.
    private async ValueTask<Fault?> CheckPendingAsync()
    {
        if (!store.RecordExists)
        {
            return NotFound;
        }

        if (IsOverdue)
        {
            await SettleAsync(UploadStatus.Expired);
        }

        return State.Status switch
        {
            UploadStatus.Pending => null,
            UploadStatus.Failed => Describe().Failure,
            _ => new Fault(FaultCode.InvalidState, $"The upload is {State.Status.ToString().ToLowerInvariant()}."),
        };
    }

    private async ValueTask<Fault?> CheckRoomAsync(UploadPart part)
    {
        if (State.Parts.Length >= options.Value.MaxParts)
        {
            return new Fault(
                FaultCode.InvalidRequest, $"An upload has at most {options.Value.MaxParts} parts.", "part_number");
        }

        if (State.Parts.Sum(stored => stored.Bytes) + part.Bytes > State.Bytes)
        {
            return new Fault(
                FaultCode.SizeMismatch, $"The parts have more than the {State.Bytes} bytes announced.", "data");
        }

        return await Quota.RoomAsync(Id) < State.Bytes
            ? new Fault(FaultCode.StorageQuotaExceeded, "The project's plan no longer covers the upload.", "bytes")
            : null;
    }

    private UploadInfo Describe() => new(
        Id,
        new UploadSpec(
            State.ProjectId,
            State.FileName,
            State.Bytes,
            State.MimeType,
            State.Kind,
            [.. State.Files.Select(file => new UploadFile(file.Path, file.Bytes, file.Sha256Hex))]),
        State.ModelId,
        State.Version,
        IsOverdue ? UploadStatus.Expired : State.Status,
        [.. State.Parts.Select(Describe)],
        State.Status == UploadStatus.Completed ? State.Bytes : _processedBytes,
        State.Failure is { } failure ? new Fault(failure.Code, failure.Message, failure.Param) : null,
        State.Created,
        State.Expires,
        State.Md5Hex);

    private static UploadPart Describe(UploadPartState part) =>
        new(part.Id, part.Number, part.Bytes, part.Sha256Hex, part.Created);
}
