using Orleans;

namespace Xerotier.Grains.Projects;

/// <summary>Stored form of the project directory, version 1.</summary>
[GenerateSerializer, Alias("xerotier.project-directory-state")]
internal sealed class ProjectDirectoryState : IDurableState<ProjectDirectoryState>
{
    [Id(0)]
    public ProjectClaimState[] Claims { get; set; } = [];

    /// <inheritdoc/>
    public ProjectDirectoryState Copy() => (ProjectDirectoryState)MemberwiseClone();
}
