using Orleans;

namespace Xerotier.Grains.Models;

/// <summary>One file of an artifact.</summary>
/// <param name="Path">Relative path with <c>/</c>, never empty, absolute or climbing.</param>
/// <param name="Bytes">Size in bytes.</param>
/// <param name="Sha256Hex">SHA-256 of the content, 64 lower-case hex digits.</param>
/// <param name="ObjectKey">
/// Key in the object store: <c>models/&lt;model&gt;/&lt;upload&gt;/&lt;path&gt;</c>.
/// </param>
[GenerateSerializer, Alias("xerotier.artifact-file"), Immutable]
public sealed record ArtifactFile(
    [property: Id(0)] string Path,
    [property: Id(1)] long Bytes,
    [property: Id(2)] string Sha256Hex,
    [property: Id(3)] string ObjectKey);
