using System.Globalization;
using Xerotier.ApiHost.Catalog.Search;
using Xerotier.Grains.Catalog;

namespace Xerotier.ApiHost.Catalog.Pages;

/// <summary>What cards and the page of a model both show.</summary>
internal static class CardParts
{
    /// <summary>The badges that the visitor may see.</summary>
    public static Html AddBadges(this Html html, CatalogCard card)
    {
        if (card.Badges.Count == 0)
        {
            return html;
        }

        return html.Add($"""<ul class="badges" aria-label="Badges">""")
            .Each(card.Badges, (to, badge) =>
                to.Add($"""<li class="badge badge-{badge}">{CatalogBadges.NameOf(badge)}</li>"""))
            .Add($"</ul>");
    }

    /// <summary>The tags, each a link to the models that have it.</summary>
    public static Html AddTags(this Html html, CatalogItem item) => html
        .Add($"""<ul class="tags" aria-label="Tags">""")
        .Each(item.Tags, (to, tag) =>
            to.Add($"""<li><a href="/models/catalog?tag={Uri.EscapeDataString(tag)}">{tag}</a></li>"""))
        .Add($"</ul>");

    /// <summary>Everything public that is known of a model.</summary>
    public static Html AddFacts(this Html html, CatalogEntry entry)
    {
        html.Add($"""<dl class="facts">""");
        AddFact(html, "Parameters", entry.ParameterCount is { } parameters ? Counts.Format(parameters) : null);
        AddFact(html, "Context", entry.ContextLength is { } context
            ? context.ToString("N0", CultureInfo.InvariantCulture) + " tokens" : null);
        AddFact(html, "Architecture", entry.Architecture);
        AddFact(html, "License", entry.License);
        AddFact(html, "Quantization", entry.Quantization);
        AddFact(html, "Format", entry.Format);
        AddFact(html, "Version", entry.Version);
        AddFact(html, "Deployments", entry.Deployments.ToString("N0", CultureInfo.InvariantCulture));
        AddFact(html, "Published by", entry.ProjectName);
        return html.Add($"</dl>");
    }

    private static void AddFact(Html html, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            html.Add($"<div><dt>{name}</dt><dd>{value}</dd></div>");
        }
    }
}
