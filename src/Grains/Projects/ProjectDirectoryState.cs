using Orleans;

namespace Xerotier.Grains.Projects;

/// <summary>Stored form of the project directory, version 1.</summary>
[GenerateSerializer, Alias("xerotier.project-directory-state")]
internal sealed record ProjectDirectoryState
{
    [Id(0)]
    public ProjectClaimState[] Claims { get; set; } = [];
}
