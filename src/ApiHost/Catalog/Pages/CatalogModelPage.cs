using Xerotier.ApiHost.Catalog.Families;

namespace Xerotier.ApiHost.Catalog.Pages;

/// <summary>The page of one model.</summary>
internal sealed class CatalogModelPage(
    CatalogCard card, string description, CatalogVisitor visitor, HttpRequest request)
{
    private const int MaxSlugLength = 40;

    /// <summary>The page.</summary>
    public string Render()
    {
        var entry = card.Item.Entry;
        var family = ModelFamilies.Of(entry.Architecture);
        return PageLayout.Render(entry.Name + " - Model catalog", html =>
        {
            html.Add($"""
                <nav aria-label="Breadcrumb" class="crumbs"><a href="/models/catalog">All models</a> /
                <a href="/models/catalog?family={Uri.EscapeDataString(family.Slug)}">{family.Name}</a></nav>
                <header class="model">{new Markup(FamilyLogo.Draw(family))}<div><h1>{entry.Name}</h1>
                <p class="by">Published by {entry.ProjectName}</p></div></header>

                """)
                .AddBadges(card)
                .AddTags(card.Item)
                .Add($"""
                    <div class="columns"><section aria-labelledby="about"><h2 id="about">About</h2>
                    <div class="prose">{About()}</div>
                    </section><aside aria-labelledby="facts"><h2 id="facts">Details</h2>

                    """)
                .AddFacts(entry)
                .Add($"</aside></div>");
            AddDeploy(html);
        });
    }

    private void AddDeploy(Html html)
    {
        string project = visitor.ProjectId ?? "YOUR_PROJECT_ID";
        html.Add($$"""
            <section class="deploy" aria-labelledby="deploy"><h2 id="deploy">Deploy</h2>
            <p>{{Invitation()}}</p>

            """);
        AddButton(html);
        html.Add($$"""
            <pre tabindex="0" aria-label="Command"><code id="command">curl -X POST {{Root()}}/{{project}}/v1/endpoints \
              -H "Authorization: Bearer YOUR_API_KEY" \
              -H "Content-Type: application/json" \
              -d '{"slug": "{{Slug()}}", "model_id": "{{card.Item.Entry.ModelId}}"}'</code></pre>
            <p><button type="button" data-copy="command" hidden>Copy command</button>
            <span role="status" data-copied></span></p></section>

            """);
    }

    // The script sends it; the browser adds the login that it opened the page with.
    private void AddButton(Html html)
    {
        if (visitor.ProjectId is { } project)
        {
            html.Add($$"""
                <form action="/{{project}}/v1/endpoints" method="post" data-deploy="{{card.Item.Entry.ModelId}}" hidden>
                <label for="slug">Name of the endpoint</label>
                <input id="slug" name="slug" value="{{Slug()}}" required maxlength="63" pattern="[a-z0-9\-]+">
                <button type="submit">Deploy</button> <span role="status" data-deployed></span></form>

                """);
        }
    }

    private Markup About() => MarkdownText.ToHtml(description.Length > 0 ? description : "No description.");

    private string Invitation() => visitor.IsKnown
        ? "Creates an endpoint in your project that your own agents serve."
        : "Creates an endpoint in your project that your own agents serve. You need an account and an active project.";

    private string Root() => $"{request.Scheme}://{request.Host}";

    // Made of letters, digits and dashes, so that it is an endpoint's slug and means nothing to a shell.
    private string Slug()
    {
        string[] words = new string([.. card.Item.Entry.Name.ToLowerInvariant()
            .Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string slug = string.Join('-', words);
        return slug.Length == 0 ? "my-endpoint" : slug[..Math.Min(slug.Length, MaxSlugLength)].TrimEnd('-');
    }
}
