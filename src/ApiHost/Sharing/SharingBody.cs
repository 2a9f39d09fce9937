using Xerotier.Grains.Models;

namespace Xerotier.ApiHost.Sharing;

/// <summary>Wire form of whether a model is in the catalog; the answer to share and unshare.</summary>
internal sealed record SharingBody(Guid Id, bool Shared, string Message, string? CatalogRole)
{
    /// <summary>The wire form after a change.</summary>
    public static SharingBody Of(ModelInfo model) => new(
        model.Id,
        model.IsShared,
        model.IsShared
            ? "The model is in the public catalog."
            : "The model is not in the public catalog. Endpoints that use it go on.",
        model.CatalogRole);
}
