using System.Collections.Immutable;
using Xerotier.Routing.Tiers;

namespace Xerotier.ApiHost.Bodies;

/// <summary>Reads tier slugs; a deprecated slug becomes the one that replaced it.</summary>
internal static class TierFields
{
    private const int MaxSlugLength = 64;

    private static readonly string Known =
        "must be one of: " + string.Join(", ", ServiceTiers.All.Select(tier => tier.Slug));

    /// <summary>One tier, or null.</summary>
    public static string? Read(RequestFields fields, string name)
    {
        if (fields.Text(name, 0, MaxSlugLength) is not { } slug)
        {
            return null;
        }

        if (ServiceTiers.TryFind(slug, out var tier))
        {
            return tier.Slug;
        }

        fields.Refuse(name, Known);
        return null;
    }

    /// <summary>A list of at least one tier, or null.</summary>
    public static ImmutableArray<string>? ReadMany(RequestFields fields, string name)
    {
        if (fields.Texts(name, ServiceTiers.All.Count, MaxSlugLength) is not { } slugs)
        {
            return null;
        }

        var tiers = ImmutableArray.CreateBuilder<string>(slugs.Length);
        foreach (string slug in slugs)
        {
            if (ServiceTiers.TryFind(slug, out var tier))
            {
                tiers.Add(tier.Slug);
            }
        }

        if (slugs.IsEmpty || tiers.Count < slugs.Length)
        {
            fields.Refuse(name, "must hold tiers; each " + Known);
            return null;
        }

        return tiers.DrainToImmutable();
    }
}
