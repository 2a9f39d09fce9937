using System.Collections.Immutable;
using Orleans;

namespace Xerotier.Grains.Projects;

/// <summary>A page of project ids.</summary>
/// <param name="Ids">Ids in order of creation.</param>
/// <param name="HasMore">Whether ids follow the last one.</param>
[GenerateSerializer, Alias("xerotier.project-page"), Immutable]
public sealed record ProjectPage(
    [property: Id(0)] ImmutableArray<string> Ids,
    [property: Id(1)] bool HasMore);
