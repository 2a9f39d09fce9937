using Orleans;

namespace Xerotier.Grains.Models;

/// <summary>A model as its project sees it.</summary>
/// <param name="Id">UUID.</param>
/// <param name="Spec">What it is made of.</param>
/// <param name="Status"><c>uploading</c>, <c>validating</c>, <c>ready</c> or <c>error</c>.</param>
/// <param name="Version">The active version (semver).</param>
/// <param name="Created">When it was registered.</param>
[GenerateSerializer, Alias("xerotier.model-info"), Immutable]
public sealed record ModelInfo(
    [property: Id(0)] Guid Id,
    [property: Id(1)] ModelSpec Spec,
    [property: Id(2)] string Status,
    [property: Id(3)] string Version,
    [property: Id(4)] DateTimeOffset Created);
