using Orleans;
using Orleans.Runtime;
using Xerotier.Grains.Faults;

namespace Xerotier.Grains.Projects;

/// <inheritdoc cref="IProjectDirectoryGrain"/>
[GrainType("project-directory")]
internal sealed class ProjectDirectoryGrain(
    [PersistentState("project-directory", StorageNames.Durable)] IPersistentState<ProjectDirectoryState> store)
    : Grain, IProjectDirectoryGrain
{
    private ProjectClaimState[] Claims => store.State.Claims;

    /// <inheritdoc/>
    public async ValueTask<Fault?> ClaimAsync(string slug, string projectId)
    {
        if (Array.Find(Claims, claim => claim.Slug == slug) is { } taken)
        {
            return taken.ProjectId == projectId
                ? null
                : new Fault(FaultCode.AlreadyExists, $"The slug '{slug}' is taken.", "name");
        }

        await store.CommitAsync(state => state.Claims = [.. state.Claims, new ProjectClaimState(slug, projectId)]);
        return null;
    }

    /// <inheritdoc/>
    public ValueTask<ProjectPage> ListAsync(string? after, int limit)
    {
        int start = after is null ? 0 : Array.FindIndex(Claims, claim => claim.ProjectId == after) + 1;
        int count = Math.Min(Math.Clamp(limit, 1, 100), Claims.Length - start);
        return new ValueTask<ProjectPage>(new ProjectPage(
            [.. Claims.Skip(start).Take(count).Select(claim => claim.ProjectId)],
            start + count < Claims.Length));
    }
}
