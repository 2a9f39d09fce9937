using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Uploads;

namespace Xerotier.Grains.Models;

/// <inheritdoc cref="IModelGrain"/>
[GrainType("model")]
internal sealed partial class ModelGrain(
    [PersistentState("model", StorageNames.Durable)] IPersistentState<ModelState> store,
    [PersistentState("model-endpoints", StorageNames.Durable)] IPersistentState<ModelEndpointsState> endpoints,
    IOptions<ModelOptions> options,
    TimeProvider time) : Grain, IModelGrain
{
    private static readonly Fault NotFound = new(FaultCode.ModelNotFound, "There is no such model.");

    private ModelState State => store.State;

    private bool Exists => store.RecordExists && !State.Deleted;

    private Guid Id => Guid.ParseExact(this.GetPrimaryKeyString(), "D");

    private IModelWorkGrain Work => GrainFactory.GetGrain<IModelWorkGrain>(GrainKeys.ModelWork);

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (Exists)
        {
            await ReconcileAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<Result<ModelInfo>> RegisterAsync(ModelSpec spec)
    {
        if (!store.RecordExists)
        {
            // It names weights that agents fetch or already hold, so there is nothing to check here.
            await CreateAsync(spec, NewRow(SemanticVersion.First, null, ModelStatuses.Ready));
        }

        return Answer();
    }

    /// <inheritdoc/>
    public ValueTask<Result<ModelInfo>> GetAsync()
    {
        if (!store.RecordExists)
        {
            DeactivateOnIdle();
        }

        return new ValueTask<Result<ModelInfo>>(Answer());
    }

    /// <inheritdoc/>
    public async ValueTask<Result<ModelInfo>> PatchAsync(ModelPatch patch)
    {
        if (Exists)
        {
            await store.CommitAsync(state =>
            {
                state.Name = patch.Name ?? state.Name;
                state.WorkloadType = patch.WorkloadType ?? state.WorkloadType;
                state.Description = Patched(patch.Description, state.Description);
                state.License = Patched(patch.License, state.License);
            });
        }

        return Answer();
    }

    /// <inheritdoc/>
    public async ValueTask<Result<ModelInfo>> DeleteAsync()
    {
        if (!Exists)
        {
            return NotFound;
        }

        if (endpoints.State.Endpoints.Length is > 0 and var users)
        {
            return new Fault(FaultCode.ModelInUse, $"{users} endpoints use the model; delete them first.");
        }

        var last = Describe();
        await BuryAsync();
        return last;
    }

    /// <inheritdoc/>
    public async ValueTask PurgeAsync()
    {
        if (!store.RecordExists || !State.Deleted)
        {
            return;
        }

        foreach (string version in State.Versions)
        {
            await Row(version).DeleteAsync();
        }

        await GrainFactory.GetGrain<IArtifactQuotaGrain>(State.ProjectId).ReleaseModelAsync(Id);
        await endpoints.ClearStateAsync();
        await store.ClearStateAsync();
        DeactivateOnIdle();
    }

    // The work comes first: should the write be lost, it finds a model that is not deleted and does nothing.
    private async Task BuryAsync()
    {
        await Work.AddAsync(new ModelWork(Id, ModelWorkKind.Purge));
        await store.CommitAsync(state => state.Deleted = true);
    }

    private async Task CreateAsync(ModelSpec spec, ModelVersionRow row)
    {
        await Row(row.Info.Version).SetAsync(row);
        await store.CommitAsync(state =>
        {
            state.ProjectId = spec.ProjectId;
            state.Name = spec.Name;
            state.ServedName = spec.ServedName;
            state.Source = spec.Source;
            state.ContextLength = spec.ContextLength;
            state.WorkloadType = spec.WorkloadType;
            state.Description = spec.Description;
            state.License = spec.License;
            state.Created = row.Info.Created;
            state.Versions = [row.Info.Version];
            Mirror(state, row.Info);
        });
    }

    private static string? Patched(string? change, string? current) => change switch
    {
        null => current,
        "" => null,
        _ => change,
    };

    private Result<ModelInfo> Answer() => Exists ? Describe() : NotFound;

    private ModelInfo Describe() => new(
        Id,
        new ModelSpec(
            State.ProjectId,
            State.Name,
            State.ServedName,
            State.Source,
            State.ContextLength,
            State.WorkloadType,
            State.Description,
            State.License),
        State.Status,
        State.Version,
        State.Created,
        State.Servable,
        State.PreviousVersion,
        State.Facts,
        State.ValidationError,
        State.IsShared,
        State.CatalogRole,
        State.Featured,
        endpoints.State.Endpoints.Length);
}
