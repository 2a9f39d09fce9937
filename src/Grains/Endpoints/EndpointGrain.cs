using Orleans;
using Orleans.Runtime;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Models;

namespace Xerotier.Grains.Endpoints;

/// <inheritdoc cref="IEndpointGrain"/>
[GrainType("endpoint")]
internal sealed class EndpointGrain(
    [PersistentState("endpoint", StorageNames.Durable)] IPersistentState<EndpointState> store,
    TimeProvider time) : Grain, IEndpointGrain
{
    private static readonly Fault NotFound = new(FaultCode.EndpointNotFound, "There is no such endpoint.");

    private static readonly Fault Changed = new(
        FaultCode.InvalidState, "The endpoint is being changed by others; read it and try again.");

    private EndpointState State => store.State;

    /// <inheritdoc/>
    public async ValueTask<Result<EndpointInfo>> CreateAsync(EndpointSpec spec)
    {
        if (!store.RecordExists)
        {
            if (await UseAsync(spec) is { } fault)
            {
                return fault;
            }

            var now = time.GetUtcNow();
            await store.CommitAsync(state => Apply(state, spec, now, now));
        }

        return State.Id == spec.Id
            ? Describe()
            : new Fault(FaultCode.AlreadyExists, $"The slug '{spec.Slug}' is taken.", "slug");
    }

    /// <inheritdoc/>
    public ValueTask<Result<EndpointInfo>> GetAsync()
    {
        if (store.RecordExists)
        {
            return new ValueTask<Result<EndpointInfo>>(Describe());
        }

        DeactivateOnIdle();
        return new ValueTask<Result<EndpointInfo>>(NotFound);
    }

    /// <inheritdoc/>
    public async ValueTask<Result<EndpointInfo>> UpdateAsync(EndpointSpec spec, long revision)
    {
        if (!store.RecordExists || State.Id != spec.Id)
        {
            return NotFound;
        }

        if (State.Revision != revision)
        {
            return Changed;
        }

        if (await UseAsync(spec) is { } fault)
        {
            return fault;
        }

        var old = State.ModelId;
        await store.CommitAsync(state => Apply(state, spec, state.Created, time.GetUtcNow()));
        if (old != spec.ModelId)
        {
            await Model(old).RemoveEndpointAsync(this.GetPrimaryKeyString());
        }

        return Describe();
    }

    /// <inheritdoc/>
    public async ValueTask DeleteAsync()
    {
        if (store.RecordExists)
        {
            await Model(State.ModelId).RemoveEndpointAsync(this.GetPrimaryKeyString());
            await store.ClearStateAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<Result<EndpointRoute>> ResolveAsync()
    {
        if (!store.RecordExists)
        {
            DeactivateOnIdle();
            return NotFound;
        }

        var spec = Describe().Spec;
        var model = await Model(spec.ModelId).GetAsync();
        return model is { Value: { } found }
            ? new EndpointRoute(
                spec,
                found.Spec.ServedName,
                found.Spec.Name,
                found.Created,
                found.ContextLength,
                found.Version,
                found.PreviousVersion)
            : model.Fault!;
    }

    // The model knows of the endpoint first, so that it cannot be deleted from under it.
    private async ValueTask<Fault?> UseAsync(EndpointSpec spec) =>
        (await Model(spec.ModelId).AddEndpointAsync(this.GetPrimaryKeyString(), spec.Version)).Fault;

    private IModelGrain Model(Guid id) => GrainFactory.GetGrain<IModelGrain>(GrainKeys.Uuid(id));

    private EndpointInfo Describe() => new(
        new EndpointSpec(
            State.Id,
            State.ProjectId,
            State.Slug,
            State.ModelId,
            State.Tier,
            State.TaskMode,
            State.Fallback,
            State.FallbackTier,
            State.Region,
            State.Cors is { } cors
                ? new EndpointCors(
                    cors.AllowOrigins, cors.AllowMethods, cors.AllowHeaders, cors.MaxAgeSeconds, cors.AllowCredentials)
                : null,
            [.. State.BoundAgents],
            State.Exclusive,
            State.Version,
            State is { Sharpness: null, Epsilon: null } ? null : new EndpointRouting(State.Sharpness, State.Epsilon),
            State.RolloutPercent),
        State.Created,
        State.Updated,
        State.Revision);

    private static void Apply(EndpointState state, EndpointSpec spec, DateTimeOffset created, DateTimeOffset updated)
    {
        state.Id = spec.Id;
        state.ProjectId = spec.ProjectId;
        state.Slug = spec.Slug;
        state.ModelId = spec.ModelId;
        state.Tier = spec.Tier;
        state.TaskMode = spec.TaskMode;
        state.Fallback = spec.Fallback;
        state.FallbackTier = spec.FallbackTier;
        state.Region = spec.Region;
        state.Cors = spec.Cors is { } cors
            ? new EndpointCorsState(
                cors.AllowOrigins, cors.AllowMethods, cors.AllowHeaders, cors.MaxAgeSeconds, cors.AllowCredentials)
            : null;
        state.BoundAgents = [.. spec.BoundAgents];
        state.Exclusive = spec.Exclusive;
        state.Version = spec.Version;
        state.Sharpness = spec.Routing?.Sharpness;
        state.Epsilon = spec.Routing?.Epsilon;
        state.RolloutPercent = spec.RolloutPercent;
        state.Created = created;
        state.Updated = updated;
        state.Revision++;
    }
}
