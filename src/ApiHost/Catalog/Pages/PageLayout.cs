namespace Xerotier.ApiHost.Catalog.Pages;

/// <summary>What all pages have in common.</summary>
internal static class PageLayout
{
    /// <summary>A whole page.</summary>
    /// <param name="title">For the browser's tab.</param>
    /// <param name="content">Adds what is in the middle.</param>
    public static string Render(string title, Action<Html> content)
    {
        var html = new Html().Add($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title}</title>
            <meta name="description" content="Open models that you can deploy behind an OpenAI-compatible endpoint.">
            <link rel="icon" href="{PageAssets.Icon}">
            <link rel="stylesheet" href="{PageAssets.Url("catalog.css")}">
            <script src="{PageAssets.Url("catalog.js")}" defer></script>
            </head>
            <body>
            <a class="skip" href="#content">Skip to content</a>
            <header class="top"><a class="brand" href="/models/catalog">Xerotier <span>Model catalog</span></a></header>
            <main id="content" tabindex="-1">

            """);
        content(html);
        return html.Add($"""

            </main>
            <footer class="foot">Published by the projects named on each model. Availability can change.</footer>
            </body>
            </html>

            """).ToString();
    }
}
