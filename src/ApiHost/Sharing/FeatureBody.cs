using Xerotier.Grains.Models;

namespace Xerotier.ApiHost.Sharing;

/// <summary>Wire form of whether a model is highlighted.</summary>
internal sealed record FeatureBody(Guid Id, string Object, bool Featured, bool IsShared, string? CatalogRole)
{
    /// <summary>The wire form after a change.</summary>
    public static FeatureBody Of(ModelInfo model) =>
        new(model.Id, "model", model.Featured, model.IsShared, model.CatalogRole);
}
