using Orleans;

namespace Xerotier.Grains.Models;

/// <summary>A model as its project sees it.</summary>
/// <param name="Id">UUID.</param>
/// <param name="Spec">What the owner says about it.</param>
/// <param name="Status">Status of the active version, see <see cref="ModelStatuses"/>.</param>
/// <param name="Version">The active version (semver).</param>
/// <param name="Created">When it was registered.</param>
/// <param name="Servable">
/// Whether the active version passed its check once, so that endpoints may use it; stays true while it is checked
/// again.
/// </param>
/// <param name="PreviousVersion">The version that was active before; null before the first move.</param>
/// <param name="Facts">What the check of the active version found; null before it and for registered models.</param>
/// <param name="ValidationError">Why the check of the active version failed; null unless it did.</param>
/// <param name="IsShared">Whether the model is published to the catalog.</param>
/// <param name="CatalogRole">See <see cref="CatalogRoles"/>; null unless shared.</param>
/// <param name="Featured">Whether an administrator highlights it in the catalog.</param>
/// <param name="Deployments">Endpoints of all projects that use it.</param>
[GenerateSerializer, Alias("xerotier.model-info"), Immutable]
public sealed record ModelInfo(
    [property: Id(0)] Guid Id,
    [property: Id(1)] ModelSpec Spec,
    [property: Id(2)] string Status,
    [property: Id(3)] string Version,
    [property: Id(4)] DateTimeOffset Created,
    [property: Id(5)] bool Servable,
    [property: Id(6)] string? PreviousVersion,
    [property: Id(7)] ModelFacts? Facts,
    [property: Id(8)] string? ValidationError,
    [property: Id(9)] bool IsShared,
    [property: Id(10)] string? CatalogRole,
    [property: Id(11)] bool Featured,
    [property: Id(12)] int Deployments)
{
    /// <summary>Context window in tokens: declared, else found; null when unknown.</summary>
    public int? ContextLength => Spec.ContextLength ?? Facts?.ContextLength;

    /// <summary>License: declared, else found; null when unknown.</summary>
    public string? License => Spec.License ?? Facts?.License;
}
