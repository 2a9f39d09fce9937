using Orleans;

namespace Xerotier.Grains.Projects;

/// <summary>Stored form of an entry in a project's index, version 1.</summary>
[GenerateSerializer, Alias("xerotier.owned-thing-state"), Immutable]
internal sealed record OwnedThingState(
    [property: Id(0)] OwnedKind Kind,
    [property: Id(1)] Guid Id,
    [property: Id(2)] string Key,
    [property: Id(3)] DateTimeOffset Created,
    [property: Id(4)] bool Retired = false);
