using Orleans;
using Orleans.Runtime;
using Xerotier.Grains.Faults;

namespace Xerotier.Grains.Models;

/// <inheritdoc cref="IModelVersionGrain"/>
[GrainType("model-version")]
internal sealed class ModelVersionGrain(
    [PersistentState("model-version", StorageNames.Durable)] IPersistentState<ModelVersionState> store)
    : Grain, IModelVersionGrain
{
    private static readonly Fault NotFound = new(FaultCode.VersionNotFound, "The model has no such version.");

    private ModelVersionState State => store.State;

    /// <inheritdoc/>
    public ValueTask<Result<ModelVersionRow>> GetAsync()
    {
        if (store.RecordExists)
        {
            return new ValueTask<Result<ModelVersionRow>>(Describe());
        }

        DeactivateOnIdle();
        return new ValueTask<Result<ModelVersionRow>>(NotFound);
    }

    /// <inheritdoc/>
    public async ValueTask SetAsync(ModelVersionRow row) => await store.CommitAsync(state =>
    {
        state.Id = row.Info.Id;
        state.Notes = row.Info.Notes;
        state.Status = row.Info.Status;
        state.Created = row.Info.Created;
        state.Servable = row.Info.Servable;
        state.Facts = row.Info.Facts;
        state.ValidationError = row.Info.ValidationError;
        state.UploadId = row.UploadId;
        state.Files = row.Manifest is { } manifest ? [.. manifest.Files] : null;
        state.Attempt = row.Attempt;
        state.ReplacedUploadId = row.ReplacedUploadId;
    });

    /// <inheritdoc/>
    public async ValueTask DeleteAsync()
    {
        if (store.RecordExists)
        {
            await store.ClearStateAsync();
        }
    }

    private ModelVersionRow Describe()
    {
        string[] key = this.GetPrimaryKeyString().Split('/', 2);
        return new ModelVersionRow(
            new ModelVersionInfo(
                State.Id,
                Guid.ParseExact(key[0], "D"),
                key[1],
                State.Notes,
                State.Status,
                State.Created,
                IsLatest: false,
                State.Servable,
                State.Facts,
                State.ValidationError),
            State.UploadId,
            State.Files is { } files ? new ArtifactManifest([.. files]) : null,
            State.Attempt,
            State.ReplacedUploadId);
    }
}
