using Orleans;
using Xerotier.ApiHost.Bodies;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Projects;
using Xerotier.Protocol.Lists;

namespace Xerotier.ApiHost.Ownership;

/// <summary>
/// Finds, lists and creates what projects own. The index is written before the thing and cleared after it, so a crash
/// in between leaves at most an index entry without a thing, which lists skip and clear.
/// </summary>
internal sealed class OwnedThings(IGrainFactory grains, TimeProvider time)
{
    // Long enough for any creation that is still on its way.
    private static readonly TimeSpan OrphanAge = TimeSpan.FromMinutes(1);

    /// <summary>The grain key of a thing that the project owns.</summary>
    /// <param name="projectId">The project.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="id">Its UUID as the request spells it.</param>
    /// <param name="missing">The fault when the project does not own it.</param>
    public async ValueTask<Result<OwnedThing>> FindAsync(string projectId, OwnedKind kind, string id, Fault missing)
    {
        if (Uuids.Read(id, "id", out var uuid) is { } fault)
        {
            return fault;
        }

        var found = await Project(projectId).FindAsync(kind, uuid);
        return found is null ? missing : found;
    }

    /// <summary>Adds a thing to the index, then creates it; takes it out again when that is refused.</summary>
    public async ValueTask<Result<T>> CreateAsync<T>(
        string projectId, OwnedKind kind, Guid id, string key, Func<ValueTask<Result<T>>> create)
        where T : class
    {
        var project = Project(projectId);
        if (await project.AddAsync(new OwnedThing(kind, id, key, time.GetUtcNow())) is { } refused)
        {
            return refused;
        }

        var created = await create();
        if (created.Fault is not null)
        {
            await project.RemoveAsync(kind, id);
        }

        return created;
    }

    /// <summary>One page of what the project owns of a kind.</summary>
    /// <param name="request">Carries <c>limit</c> and <c>after</c>.</param>
    /// <param name="projectId">The project.</param>
    /// <param name="kind">Which things.</param>
    /// <param name="get">Reads one thing by its grain key.</param>
    /// <param name="body">Its wire form.</param>
    /// <param name="defaultLimit">Entries when the request does not say.</param>
    public async ValueTask<Result<ListEnvelope<TBody>>> ListAsync<T, TBody>(
        HttpRequest request,
        string projectId,
        OwnedKind kind,
        Func<string, ValueTask<Result<T>>> get,
        Func<T, TBody> body,
        int defaultLimit = Page.MaxLimit)
        where T : class
    {
        var page = Page.Read(request, defaultLimit);
        if (page.Value is not { } asked)
        {
            return page.Fault!;
        }

        var project = Project(projectId);
        Guid? after = null;
        if (asked.After is not null)
        {
            if (Uuids.Read(asked.After, "after", out var id) is { } fault)
            {
                return fault;
            }

            if (await project.FindAsync(kind, id) is null)
            {
                return new Fault(FaultCode.InvalidRequest, "'after' must be the id of an entry of the list.", "after");
            }

            after = id;
        }

        var owned = await project.ListAsync(kind, after, asked.Limit);
        var results = await Task.WhenAll(owned.Things.Select(thing => get(thing.Key).AsTask()));
        var bodies = new List<TBody>(results.Length);
        foreach (var (thing, result) in owned.Things.Zip(results))
        {
            if (result.Value is { } value)
            {
                bodies.Add(body(value));
            }
            else if (thing.Created < time.GetUtcNow() - OrphanAge)
            {
                await project.RemoveAsync(kind, thing.Id);
            }
        }

        return new ListEnvelope<TBody>("list", bodies, owned.HasMore, owned.Total);
    }

    /// <summary>Takes a thing out of the index once it is gone.</summary>
    public ValueTask ForgetAsync(string projectId, OwnedThing thing) =>
        Project(projectId).RemoveAsync(thing.Kind, thing.Id);

    private IProjectGrain Project(string projectId) => grains.GetGrain<IProjectGrain>(projectId);
}
