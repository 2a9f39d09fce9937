using Orleans;
using Orleans.Runtime;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Models;
using Xerotier.Grains.Projects;

namespace Xerotier.Grains.Uploads;

/// <summary>How an upload begins and ends. A reminder does what a crash or an owner who left has left undone.</summary>
internal sealed partial class UploadGrain
{
    private const string ReminderName = "life";

    // The shortest that reminders can be.
    private static readonly TimeSpan ProcessingTick = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RetryTick = TimeSpan.FromHours(1);

    private IModelGrain Model => GrainFactory.GetGrain<IModelGrain>(GrainKeys.Uuid(State.ModelId));

    private IProjectGrain Project => GrainFactory.GetGrain<IProjectGrain>(State.ProjectId);

    private IArtifactQuotaGrain Quota => GrainFactory.GetGrain<IArtifactQuotaGrain>(State.ProjectId);

    /// <inheritdoc/>
    public async ValueTask<Result<UploadInfo>> CreateAsync(UploadSpec spec, UploadTarget target)
    {
        if (store.RecordExists)
        {
            return Describe();
        }

        if (spec.Files.Length > options.Value.MaxFiles)
        {
            return new Fault(
                FaultCode.InvalidRequest, $"An upload has at most {options.Value.MaxFiles} files.", "files");
        }

        await ScheduleAsync(options.Value.Lifetime, RetryTick);
        await KeepAsync(spec, target);
        if (await BeginAsync(target) is not { } refused)
        {
            return Describe();
        }

        await CleanAsync();
        await ForgetAsync();
        return refused;
    }

    /// <inheritdoc/>
    public async ValueTask<Result<UploadInfo>> CancelAsync()
    {
        bool again = State.Status == UploadStatus.Cancelled;
        if (!again && await CheckPendingAsync() is { } late)
        {
            return late;
        }

        if (!again || !State.Cleaned)
        {
            await SettleAsync(UploadStatus.Cancelled);
        }

        return Describe();
    }

    /// <inheritdoc/>
    public async ValueTask FinishAsync(Fault? failure)
    {
        if (State.Status == UploadStatus.Processing)
        {
            await SettleAsync(failure is null ? UploadStatus.Completed : UploadStatus.Failed, failure);
        }
    }

    /// <inheritdoc/>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (IsOverdue)
        {
            await SettleAsync(UploadStatus.Expired);
        }
        else if (State.Status == UploadStatus.Processing)
        {
            queue.Add(Id);
        }

        if (State.Status is UploadStatus.Pending or UploadStatus.Processing)
        {
            return;
        }

        // A part that was on its way when the upload ended may have come after its end.
        bool outdated = time.GetUtcNow() >= State.Created + options.Value.Retention;
        if (store.RecordExists && (outdated || !State.Cleaned))
        {
            await CleanAsync();
        }

        if (outdated)
        {
            await ForgetAsync();
        }
    }

    private Task KeepAsync(UploadSpec spec, UploadTarget target) => store.CommitAsync(state =>
    {
        state.ProjectId = spec.ProjectId;
        state.FileName = spec.FileName;
        state.Bytes = spec.Bytes;
        state.MimeType = spec.MimeType;
        state.Kind = spec.Kind;
        state.Files = [.. spec.Files.Select(file => new UploadFileState(file.Path, file.Bytes, file.Sha256Hex))];
        state.ModelId = target.ModelId;
        state.Version = target.Version;
        state.Status = UploadStatus.Pending;
        state.Created = time.GetUtcNow();
        state.Expires = state.Created + options.Value.Lifetime;
    });

    // The model comes last, so that it is never seen without the room that it needs.
    private async Task<Fault?> BeginAsync(UploadTarget target)
    {
        if (await Quota.ReserveAsync(Id, State.ModelId, State.Bytes) is { } full)
        {
            return full;
        }

        var upload = new ModelUpload(Id, target.Version, target.Notes);
        if (target.NewModel is { } model)
        {
            return await Project.AddAsync(
                    new OwnedThing(OwnedKind.Model, State.ModelId, GrainKeys.Uuid(State.ModelId), State.Created))
                ?? (await Model.BeginUploadAsync(model, upload)).Fault;
        }

        var found = await Model.GetAsync();
        return found.Value?.Spec.ProjectId == State.ProjectId
            ? (await Model.BeginVersionUploadAsync(upload)).Fault
            : new Fault(FaultCode.ModelNotFound, "There is no such model.", "model.id");
    }

    private async Task SettleAsync(UploadStatus status, Fault? failure = null)
    {
        await store.CommitAsync(state =>
        {
            state.Status = status;
            state.Failure = failure is null
                ? null
                : new UploadFailureState(failure.Code, failure.Message, failure.Param);
        });
        _settled.TrySetResult();
        await CleanAsync();
        await ScheduleAsync(State.Created + options.Value.Retention - time.GetUtcNow(), RetryTick);
    }

    // The parts are of no more use; of an upload that did not complete nothing is. Doing it twice does no harm.
    private async Task CleanAsync()
    {
        await objects.DeletePrefixAsync(UploadKeys.Parts(Id));
        if (State.Status != UploadStatus.Completed)
        {
            await Model.DiscardUploadAsync(new ModelUpload(Id, State.Version));
            await DropFilesAsync(Id);
            if ((await Model.GetAsync()).Fault is not null)
            {
                await Project.RemoveAsync(OwnedKind.Model, State.ModelId);
            }
        }

        else if (await Model.GetReplacedUploadAsync(new ModelUpload(Id, State.Version)) is { } replaced)
        {
            await DropFilesAsync(replaced);
        }

        await store.CommitAsync(state => state.Cleaned = true);
    }

    private async Task DropFilesAsync(Guid upload)
    {
        await objects.DeletePrefixAsync(UploadKeys.Files(State.ModelId, upload));
        await Quota.ReleaseAsync(upload);
    }

    private async Task ForgetAsync()
    {
        if (store.RecordExists)
        {
            await Project.RemoveAsync(OwnedKind.Upload, Id);
            await store.ClearStateAsync();
        }

        if (await this.GetReminder(ReminderName) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }

        DeactivateOnIdle();
    }

    private Task ScheduleAsync(TimeSpan due, TimeSpan period) =>
        this.RegisterOrUpdateReminder(ReminderName, due > ProcessingTick ? due : ProcessingTick, period);
}
