using Orleans;

namespace Xerotier.Grains.Projects;

/// <summary>Stored form of a slug that a project claimed, version 1.</summary>
[GenerateSerializer, Alias("xerotier.project-claim-state"), Immutable]
internal sealed record ProjectClaimState([property: Id(0)] string Slug, [property: Id(1)] string ProjectId);
