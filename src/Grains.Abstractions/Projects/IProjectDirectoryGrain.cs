using Orleans;
using Orleans.Concurrency;
using Xerotier.Grains.Faults;

namespace Xerotier.Grains.Projects;

/// <summary>
/// All projects of the platform. Key: <see cref="GrainKeys.ProjectDirectory"/>. Called by administration only.
/// Keeps slugs unique. Writes are durable before they are acknowledged.
/// </summary>
[Alias("xerotier.project-directory")]
public interface IProjectDirectoryGrain : IGrainWithStringKey
{
    /// <summary>Claims a slug for a project; the same claim again succeeds.</summary>
    /// <returns>Null, or <see cref="FaultCode.AlreadyExists"/> with param <c>name</c>.</returns>
    [Alias("claim")]
    ValueTask<Fault?> ClaimAsync(string slug, string projectId);

    /// <summary>Project ids in order of creation, at most <paramref name="limit"/> (1-100) after one id.</summary>
    [ReadOnly, Alias("list")]
    ValueTask<ProjectPage> ListAsync(string? after, int limit);
}
