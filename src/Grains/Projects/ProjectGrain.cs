using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using Xerotier.Grains.Faults;
using Xerotier.Routing.Tiers;

namespace Xerotier.Grains.Projects;

/// <inheritdoc cref="IProjectGrain"/>
[GrainType("project")]
internal sealed class ProjectGrain(
    [PersistentState("project", StorageNames.Durable)] IPersistentState<ProjectState> store,
    IOptions<ProjectOptions> options,
    TimeProvider time) : Grain, IProjectGrain
{
    private static readonly Fault NotFound = new(FaultCode.ProjectNotFound, "There is no such project.");

    private ProjectState State => store.State;

    /// <inheritdoc/>
    public async ValueTask<Result<ProjectInfo>> CreateAsync(ProjectSpec spec)
    {
        if (!store.RecordExists)
        {
            await store.CommitAsync(state =>
            {
                state.Slug = spec.Slug;
                state.Name = spec.Name;
                state.Plan = spec.Plan;
                state.Features = [.. spec.Features];
                state.Created = time.GetUtcNow();
            });
        }

        return Describe();
    }

    /// <inheritdoc/>
    public ValueTask<Result<ProjectInfo>> GetAsync()
    {
        if (store.RecordExists)
        {
            return new ValueTask<Result<ProjectInfo>>(Describe());
        }

        DeactivateOnIdle();
        return new ValueTask<Result<ProjectInfo>>(NotFound);
    }

    /// <inheritdoc/>
    public async ValueTask<Result<ProjectInfo>> UpdateAsync(ProjectPatch patch)
    {
        if (!store.RecordExists)
        {
            return NotFound;
        }

        await store.CommitAsync(state =>
        {
            state.Plan = patch.Plan ?? state.Plan;
            state.Features = patch.Features is { } features ? [.. features] : state.Features;
        });
        return Describe();
    }

    /// <inheritdoc/>
    public async ValueTask<Fault?> AddAsync(OwnedThing thing)
    {
        if (!store.RecordExists)
        {
            return NotFound;
        }

        var entry = new OwnedThingState(thing.Kind, thing.Id, thing.Key, thing.Created);
        int index = Array.FindIndex(State.Owned, owned => owned.Kind == thing.Kind && owned.Id == thing.Id);
        if (index < 0)
        {
            return await AppendAsync(entry);
        }

        // A rotated key keeps its id and its place, under the new secret's grain key.
        if (State.Owned[index].Key != thing.Key)
        {
            OwnedThingState[] replaced = [.. State.Owned];
            replaced[index] = replaced[index] with { Key = thing.Key };
            await store.CommitAsync(state => state.Owned = replaced);
        }

        return null;
    }

    /// <inheritdoc/>
    public async ValueTask RemoveAsync(OwnedKind kind, Guid id)
    {
        OwnedThingState[] kept = [.. State.Owned.Where(owned => owned.Kind != kind || owned.Id != id)];
        if (kept.Length < State.Owned.Length)
        {
            await store.CommitAsync(state => state.Owned = kept);
        }
    }

    /// <inheritdoc/>
    public async ValueTask RetireAsync(OwnedKind kind, Guid id)
    {
        int index = Array.FindIndex(State.Owned, owned => owned.Kind == kind && owned.Id == id);
        if (index < 0 || State.Owned[index].Retired)
        {
            return;
        }

        OwnedThingState[] changed = [.. State.Owned];
        changed[index] = changed[index] with { Retired = true };
        OwnedThingState[] retired = [.. changed.Where(owned => owned.Kind == kind && owned.Retired)];
        int excess = Math.Max(retired.Length - options.Value.MaxOwnedPerKind, 0);
        await store.CommitAsync(state => state.Owned = [.. changed.Except(retired.Take(excess))]);
    }

    /// <inheritdoc/>
    public ValueTask<OwnedThing?> FindAsync(OwnedKind kind, Guid id)
    {
        var found = Array.Find(State.Owned, owned => owned.Kind == kind && owned.Id == id);
        return new ValueTask<OwnedThing?>(found is null ? null : Describe(found));
    }

    /// <inheritdoc/>
    public ValueTask<OwnedPage> ListAsync(OwnedKind kind, Guid? after, int limit)
    {
        OwnedThingState[] all = [.. State.Owned.Where(owned => owned.Kind == kind)];
        int start = after is { } id ? Array.FindIndex(all, owned => owned.Id == id) + 1 : 0;
        int count = Math.Min(Math.Clamp(limit, 1, 100), all.Length - start);
        return new ValueTask<OwnedPage>(new OwnedPage(
            [.. all.AsSpan(start, count).ToArray().Select(Describe)],
            start + count < all.Length,
            all.Length));
    }

    private async ValueTask<Fault?> AppendAsync(OwnedThingState entry)
    {
        var oldestJoinKey = time.GetUtcNow() - options.Value.JoinKeyRetention;
        OwnedThingState[] kept =
        [
            .. State.Owned.Where(owned => owned.Kind != OwnedKind.JoinKey || owned.Created >= oldestJoinKey),
        ];
        int count = kept.Count(owned => owned.Kind == entry.Kind && !owned.Retired);
        if (count >= PlannedMostOf(entry.Kind))
        {
            return new Fault(
                FaultCode.PlanLimitReached, $"The plan '{State.Plan}' allows {count} of this kind and no more.");
        }

        int most = options.Value.MaxOwnedPerKind;
        if (count >= most)
        {
            return new Fault(
                FaultCode.LimitReached, $"The project has reached its limit of {most} for things of this kind.");
        }

        await store.CommitAsync(state => state.Owned = [.. kept, entry]);
        return null;
    }

    private int? PlannedMostOf(OwnedKind kind) =>
        State.Plan == ServiceTiers.Free && ServiceTiers.TryFind(ServiceTiers.Free, out var free)
            ? kind switch
            {
                OwnedKind.Endpoint => free.MaxEndpoints,
                OwnedKind.Model => free.MaxModels,
                _ => null,
            }
            : null;

    private ProjectInfo Describe() => new(
        this.GetPrimaryKeyString(), State.Slug, State.Name, State.Plan, [.. State.Features], State.Created);

    private static OwnedThing Describe(OwnedThingState owned) => new(owned.Kind, owned.Id, owned.Key, owned.Created);
}
