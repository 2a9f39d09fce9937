using Xerotier.ApiHost.Catalog.Presence;
using Xerotier.ApiHost.Catalog.Search;

namespace Xerotier.ApiHost.Catalog;

/// <summary>
/// Badges of models. Two are public; the others say where models run and are only for logged-in visitors, to whom alone
/// an availability is ever passed.
/// </summary>
internal static class CatalogBadges
{
    /// <summary>Slugs of the model's badges.</summary>
    /// <param name="item">The model.</param>
    /// <param name="availability">Null for anonymous visitors.</param>
    public static IReadOnlyList<string> Of(CatalogItem item, ModelAvailability? availability)
    {
        List<string> badges = [];
        if (item.Entry.Featured)
        {
            badges.Add("featured");
        }

        if (item.IsPopular)
        {
            badges.Add("popular");
        }

        switch (availability)
        {
            case ModelAvailability.Shared:
                badges.Add("shared");
                break;
            case ModelAvailability.XimOnly:
                badges.Add("xim_only");
                break;
            case ModelAvailability.NotDeployed:
                badges.Add("not_deployed");
                break;
        }

        return badges;
    }

    /// <summary>The badge's name for people.</summary>
    public static string NameOf(string badge) => badge switch
    {
        "featured" => "Featured",
        "popular" => "Popular",
        "shared" => "Shared",
        "xim_only" => "XIM Only",
        "not_deployed" => "Not Deployed",
        _ => badge,
    };
}
