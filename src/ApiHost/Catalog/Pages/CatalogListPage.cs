using Xerotier.ApiHost.Catalog.Families;
using Xerotier.ApiHost.Catalog.Search;

namespace Xerotier.ApiHost.Catalog.Pages;

/// <summary>The page that lists models.</summary>
internal sealed class CatalogListPage(
    CatalogIndex index, CatalogQuery query, CatalogPage found, IReadOnlyList<CatalogCard> cards)
{
    private const int ShownFamilies = 12;

    private static readonly (CatalogSort Sort, string Name)[] Sorts =
    [
        (CatalogSort.Family, "Family"), (CatalogSort.Name, "Name"), (CatalogSort.Deployments, "Most deployed"),
        (CatalogSort.Parameters, "Most parameters"), (CatalogSort.Context, "Longest context"),
    ];

    /// <summary>The page.</summary>
    public string Render() => PageLayout.Render("Model catalog", html =>
    {
        html.Add($"""
            <h1>Model catalog</h1>
            <p class="lead">Open models that projects have published. Pick one and deploy it behind an endpoint.</p>

            """);
        AddFilters(html);
        AddFamilies(html);
        html.Add($"""
            <p class="found" role="status">{Found()}</p>

            """);
        AddModels(html);
        AddNextPage(html);
    });

    private string Found() => (found.Total, query.IsFiltered) switch
    {
        (0, true) => "No model matches. Try fewer filters.",
        (0, false) => "No model has been published yet.",
        (1, _) => "1 model",
        var (total, _) => $"{total:N0} models",
    };

    private void AddFilters(Html html)
    {
        html.Add($"""
            <form class="filters" method="get" action="/models/catalog" role="search" aria-label="Filter models">
            <p class="wide"><label for="q">Search</label><input id="q" name="q" type="search" value="{query.Text}"></p>

            """);
        AddChoice(html, "family", "Family", query.Family, index.Families.Take(ShownFamilies * 4), FamilyName);
        AddChoice(html, "tag", "Tag", query.Tags is [var tag, ..] ? tag : null, index.TopTags, value => value);
        AddChoice(html, "license", "License", query.License, index.TopLicenses, value => value);
        AddCount(html, "min_parameters", "Parameters from", "1B", query.MinParameters);
        AddCount(html, "max_parameters", "Parameters to", "70B", query.MaxParameters);
        AddCount(html, "min_context", "Context from", "32k", query.MinContext);
        html.Add($"""<p><label for="sort">Sort by</label><select id="sort" name="sort">""")
            .Each(Sorts, (to, sort) => AddOption(
                to, sort.Sort.ToString().ToLowerInvariant(), sort.Name, sort.Sort == query.Sort))
            .Add($"""
                </select></p>
                <p class="actions"><button type="submit">Apply</button>
                <a href="/models/catalog">Clear</a></p>
                </form>

                """);
    }

    private static void AddChoice(
        Html html,
        string name,
        string label,
        string? chosen,
        IEnumerable<(string Value, int Count)> choices,
        Func<string, string> nameOf)
    {
        html.Add($"""<p><label for="{name}">{label}</label><select id="{name}" name="{name}">""");
        AddOption(html, "", "Any", chosen is null);
        var listed = choices.ToList();
        if (chosen is not null && !listed.Exists(choice => IsSame(choice.Value, chosen)))
        {
            listed.Insert(0, (chosen, 0));
        }

        html.Each(listed, (to, choice) => AddOption(
                to,
                choice.Value,
                choice.Count > 0 ? $"{nameOf(choice.Value)} ({choice.Count})" : choice.Value,
                IsSame(choice.Value, chosen)))
            .Add($"""
                </select></p>

                """);
    }

    private static void AddOption(Html html, string value, string name, bool selected) =>
        html.Add($"""<option value="{value}"{new Markup(selected ? " selected" : "")}>{name}</option>""");

    private static void AddCount(Html html, string name, string label, string example, long? value) => html.Add($"""
        <p><label for="{name}">{label}</label><input id="{name}" name="{name}" inputmode="decimal" size="8"
        placeholder="{example}" value="{(value is { } count ? Counts.Format(count) : "")}"></p>

        """);

    private void AddFamilies(Html html)
    {
        if (index.Families.Length < 2 || query.IsFiltered)
        {
            return;
        }

        html.Add($"""<nav class="families" aria-label="Families"><ul>""")
            .Each(index.Families.Take(ShownFamilies), (to, pair) => to.Add($"""
                <li><a href="/models/catalog?family={Uri.EscapeDataString(pair.Value)}">{Logo(pair.Value)}
                <span>{FamilyName(pair.Value)}</span> <small>{pair.Count}</small></a></li>

                """))
            .Add($"""
                </ul></nav>

                """);
    }

    private void AddModels(Html html)
    {
        if (query.Sort != CatalogSort.Family)
        {
            html.Add($"""<h2 class="hidden">Models</h2>""");
            AddCards(html, cards);
            return;
        }

        foreach (var group in cards.GroupBy(card => card.Item.Family))
        {
            var family = ModelFamilies.Of(group.Key == ModelFamilies.Other ? null : group.Key);
            html.Add($"""
                <section class="family" aria-labelledby="family-{family.Slug}">
                <header>{new Markup(FamilyLogo.Draw(family))}<div><h2 id="family-{family.Slug}">{family.Name}</h2>
                <p>{family.Description}</p></div></header>

                """);
            AddCards(html, group);
            html.Add($"""
                </section>

                """);
        }
    }

    private static void AddCards(Html html, IEnumerable<CatalogCard> cards) => html
        .Add($"""<ul class="cards">""")
        .Each(cards, AddCard)
        .Add($"""
            </ul>

            """);

    private static void AddCard(Html html, CatalogCard card)
    {
        var entry = card.Item.Entry;
        html.Add($"""<li class="card"><h3><a href="/models/catalog/{entry.ModelId}">{entry.Name}</a></h3>""")
            .AddBadges(card)
            .Add($"""<p class="about">{MarkdownText.ToSummary(entry.Description)}</p>""")
            .AddFacts(entry)
            .AddTags(card.Item)
            .Add($"""
                </li>

                """);
    }

    private void AddNextPage(Html html)
    {
        if (found.HasMore)
        {
            string next = CatalogUrl.After(query, found.Items[^1].Entry.ModelId);
            html.Add($"""<nav class="pages" aria-label="Pages"><a rel="next" href="{next}">More models</a></nav>""");
        }
    }

    private static bool IsSame(string value, string? chosen) =>
        value.Equals(chosen, StringComparison.OrdinalIgnoreCase);

    private static string FamilyName(string slug) => FamilyOf(slug).Name;

    private static Markup Logo(string slug) => new(FamilyLogo.Draw(FamilyOf(slug)));

    private static Family FamilyOf(string slug) => ModelFamilies.Of(slug == ModelFamilies.Other ? null : slug);
}
