using Orleans;

namespace Xerotier.Grains.Projects;

/// <summary>An entry of a project's index.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its UUID, unique in its kind.</param>
/// <param name="Key">Key of the grain that holds it.</param>
/// <param name="Created">When it was added.</param>
[GenerateSerializer, Alias("xerotier.owned-thing"), Immutable]
public sealed record OwnedThing(
    [property: Id(0)] OwnedKind Kind,
    [property: Id(1)] Guid Id,
    [property: Id(2)] string Key,
    [property: Id(3)] DateTimeOffset Created);
