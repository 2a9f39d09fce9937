using System.Collections.Immutable;
using Orleans;

namespace Xerotier.Grains.Projects;

/// <summary>What a new project is made of.</summary>
/// <param name="Slug">See <see cref="ProjectInfo.Slug"/>.</param>
/// <param name="Name">See <see cref="ProjectInfo.Name"/>.</param>
/// <param name="Plan">See <see cref="ProjectInfo.Plan"/>.</param>
/// <param name="Features">See <see cref="ProjectInfo.Features"/>.</param>
[GenerateSerializer, Alias("xerotier.project-spec"), Immutable]
public sealed record ProjectSpec(
    [property: Id(0)] string Slug,
    [property: Id(1)] string Name,
    [property: Id(2)] string Plan,
    [property: Id(3)] ImmutableArray<string> Features);
