using Orleans;

namespace Xerotier.Grains.Projects;

/// <summary>Stored form of a slug that a project claimed, version 1.</summary>
[GenerateSerializer, Alias("xerotier.project-claim-state")]
internal sealed record ProjectClaimState
{
    [Id(0)]
    public string Slug { get; set; } = "";

    [Id(1)]
    public string ProjectId { get; set; } = "";
}
