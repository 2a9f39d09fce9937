using Orleans;

namespace Xerotier.Grains.Projects;

/// <summary>Stored form of a project, version 1.</summary>
[GenerateSerializer, Alias("xerotier.project-state")]
internal sealed class ProjectState : IDurableState<ProjectState>
{
    [Id(0)]
    public string Slug { get; set; } = "";

    [Id(1)]
    public string Name { get; set; } = "";

    [Id(2)]
    public string Plan { get; set; } = "";

    [Id(3)]
    public string[] Features { get; set; } = [];

    [Id(4)]
    public DateTimeOffset Created { get; set; }

    [Id(5)]
    public OwnedThingState[] Owned { get; set; } = [];

    /// <inheritdoc/>
    public ProjectState Copy() => (ProjectState)MemberwiseClone();
}
