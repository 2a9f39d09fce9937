using Orleans;
using Orleans.Concurrency;
using Xerotier.Grains.Faults;

namespace Xerotier.Grains.Projects;

/// <summary>
/// One project: name, plan, features, and the index of what it owns. Key: <c>proj_...</c>.
/// Called by API hosts. Calls no grain. Writes are durable before they are acknowledged; all are idempotent.
/// </summary>
[Alias("xerotier.project")]
public interface IProjectGrain : IGrainWithStringKey
{
    /// <summary>Creates the project; the same call again answers the existing one.</summary>
    [Alias("create")]
    ValueTask<Result<ProjectInfo>> CreateAsync(ProjectSpec spec);

    /// <summary>The project, or <see cref="FaultCode.ProjectNotFound"/>.</summary>
    [ReadOnly, Alias("get")]
    ValueTask<Result<ProjectInfo>> GetAsync();

    /// <summary>Changes the plan or features.</summary>
    [Alias("update")]
    ValueTask<Result<ProjectInfo>> UpdateAsync(ProjectPatch patch);

    /// <summary>
    /// Adds an owned thing to the index: <see cref="FaultCode.LimitReached"/> when the project's plan has no room,
    /// <see cref="FaultCode.ProjectNotFound"/> when the project does not exist.
    /// </summary>
    [Alias("add")]
    ValueTask<Fault?> AddAsync(OwnedThing thing);

    /// <summary>Removes an owned thing from the index; absent ones are fine.</summary>
    [Alias("remove")]
    ValueTask RemoveAsync(OwnedKind kind, Guid id);

    /// <summary>
    /// An owned thing is of no more use, as a revoked key is: it no longer counts for any limit and stays listed while
    /// at most as many such things are listed as the limit allows in use; the oldest go first. Absent ones are fine.
    /// </summary>
    [Alias("retire")]
    ValueTask RetireAsync(OwnedKind kind, Guid id);

    /// <summary>Looks an owned thing up by its UUID; null when the project does not own it.</summary>
    [ReadOnly, Alias("find")]
    ValueTask<OwnedThing?> FindAsync(OwnedKind kind, Guid id);

    /// <summary>Owned things of a kind in order of creation, at most <paramref name="limit"/> (1-100) after one
    /// id.</summary>
    [ReadOnly, Alias("list")]
    ValueTask<OwnedPage> ListAsync(OwnedKind kind, Guid? after, int limit);
}
