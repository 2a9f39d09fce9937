using Xerotier.ApiHost.Catalog.Families;

namespace Xerotier.ApiHost.Catalog;

/// <summary>Wire form of a family of models.</summary>
internal sealed record CatalogFamilyBody(string Slug, string Name, string Description, int ModelCount)
{
    /// <summary>The wire form of a family.</summary>
    public static CatalogFamilyBody Of(Family family, int models) =>
        new(family.Slug, family.Name, family.Description, models);
}
