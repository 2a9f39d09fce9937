using System.Collections.Immutable;
using Orleans;

namespace Xerotier.Grains.Projects;

/// <summary>A project as administration sees it.</summary>
/// <param name="Id">External id, <c>proj_...</c>.</param>
/// <param name="Slug">Unique, <c>[a-z0-9-]{1,40}</c>; part of the project's keys.</param>
/// <param name="Name">Display name, 1-128 characters.</param>
/// <param name="Plan"><c>free</c> or <c>paid</c>.</param>
/// <param name="Features">Features that are switched on, e.g. <c>model_sharing</c>.</param>
/// <param name="Created">When it was created.</param>
[GenerateSerializer, Alias("xerotier.project-info"), Immutable]
public sealed record ProjectInfo(
    [property: Id(0)] string Id,
    [property: Id(1)] string Slug,
    [property: Id(2)] string Name,
    [property: Id(3)] string Plan,
    [property: Id(4)] ImmutableArray<string> Features,
    [property: Id(5)] DateTimeOffset Created);
