using Orleans;
using Orleans.Runtime;
using Xerotier.Grains.Faults;

namespace Xerotier.Grains.Models;

/// <inheritdoc cref="IModelGrain"/>
[GrainType("model")]
internal sealed class ModelGrain(
    [PersistentState("model", StorageNames.Durable)] IPersistentState<ModelState> store,
    TimeProvider time) : Grain, IModelGrain
{
    private const string FirstVersion = "1.0.0";

    // A registered model names weights that agents fetch or already hold, so there is nothing to validate here.
    private const string RegisteredStatus = "ready";

    private static readonly Fault NotFound = new(FaultCode.ModelNotFound, "There is no such model.");

    private ModelState State => store.State;

    /// <inheritdoc/>
    public async ValueTask<Result<ModelInfo>> RegisterAsync(ModelSpec spec)
    {
        if (!store.RecordExists)
        {
            await store.CommitAsync(state =>
            {
                state.ProjectId = spec.ProjectId;
                state.Name = spec.Name;
                state.ServedName = spec.ServedName;
                state.Source = spec.Source;
                state.ContextLength = spec.ContextLength;
                state.WorkloadType = spec.WorkloadType;
                state.Status = RegisteredStatus;
                state.Version = FirstVersion;
                state.Created = time.GetUtcNow();
            });
        }

        return Describe();
    }

    /// <inheritdoc/>
    public ValueTask<Result<ModelInfo>> GetAsync()
    {
        if (store.RecordExists)
        {
            return new ValueTask<Result<ModelInfo>>(Describe());
        }

        DeactivateOnIdle();
        return new ValueTask<Result<ModelInfo>>(NotFound);
    }

    private ModelInfo Describe() => new(
        Guid.ParseExact(this.GetPrimaryKeyString(), "D"),
        new ModelSpec(
            State.ProjectId, State.Name, State.ServedName, State.Source, State.ContextLength, State.WorkloadType),
        State.Status,
        State.Version,
        State.Created);
}
