using System.Collections.Immutable;
using Orleans;

namespace Xerotier.Grains.Projects;

/// <summary>A change to a project; what is null stays.</summary>
/// <param name="Plan">New plan.</param>
/// <param name="Features">New complete list of features.</param>
[GenerateSerializer, Alias("xerotier.project-patch"), Immutable]
public sealed record ProjectPatch(
    [property: Id(0)] string? Plan,
    [property: Id(1)] ImmutableArray<string>? Features);
