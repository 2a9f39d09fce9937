using Xerotier.Grains.Faults;

namespace Xerotier.ApiHost.Catalog.Pages;

/// <summary>Says to a person why there is no page.</summary>
internal static class FaultPage
{
    /// <summary>The page.</summary>
    public static string Render(Fault fault) => PageLayout.Render(
        "Not found - Model catalog",
        html => html.Add($"""
            <h1>That did not work</h1>
            <p class="lead">{fault.Message}</p>
            <p><a href="/models/catalog">Back to all models</a></p>
            """));
}
