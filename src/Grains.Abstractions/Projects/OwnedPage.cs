using System.Collections.Immutable;
using Orleans;

namespace Xerotier.Grains.Projects;

/// <summary>A page of a project's index.</summary>
/// <param name="Things">Entries in order of creation.</param>
/// <param name="HasMore">Whether entries follow the last one.</param>
/// <param name="Total">How many entries of the kind there are in all.</param>
[GenerateSerializer, Alias("xerotier.owned-page"), Immutable]
public sealed record OwnedPage(
    [property: Id(0)] ImmutableArray<OwnedThing> Things,
    [property: Id(1)] bool HasMore,
    [property: Id(2)] int Total);
