using System.Collections.Immutable;
using Orleans;

namespace Xerotier.Grains.Models;

/// <summary>The files of one artifact: what an agent fetches to load a version.</summary>
/// <param name="Files">Files in ordinal order of their paths; paths are unique.</param>
[GenerateSerializer, Alias("xerotier.artifact-manifest"), Immutable]
public sealed record ArtifactManifest([property: Id(0)] ImmutableArray<ArtifactFile> Files);
