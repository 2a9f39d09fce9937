using Orleans;

namespace Xerotier.Grains.Requests;

/// <summary>Asks which agent shall load a model.</summary>
/// <param name="Route">The request that wants it.</param>
/// <param name="Version">The version to load.</param>
/// <param name="IsPinned">Whether the request takes no other version.</param>
/// <param name="Replaces">Whether agents that serve another version are to load it; else the model is wanted where
/// nobody serves it.</param>
[GenerateSerializer, Alias("xerotier.placement-query"), Immutable]
public sealed record PlacementQuery(
    [property: Id(0)] RouteQuery Route,
    [property: Id(1)] string Version,
    [property: Id(2)] bool IsPinned,
    [property: Id(3)] bool Replaces);
