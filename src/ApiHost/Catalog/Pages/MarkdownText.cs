using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Xerotier.ApiHost.Catalog.Pages;

/// <summary>
/// Renders what strangers wrote: no HTML of theirs passes, links lead to the web or to mail only, and images become
/// links, so that opening a page tells nobody but us.
/// </summary>
internal static class MarkdownText
{
    private const int HeadingOffset = 2;
    private const int MaxHeading = 6;

    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    /// <summary>Markdown as HTML whose headings stand below the page's own.</summary>
    public static Markup ToHtml(string markdown)
    {
        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(markdown, Pipeline);
        }
        catch (ArgumentException)
        {
            // Nested more deeply than anybody reads: Markdig gives up.
            return new Markup(new Html().Add($"<p>{markdown}</p>").ToString());
        }

        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            heading.Level = Math.Min(MaxHeading, heading.Level + HeadingOffset);
        }

        foreach (var link in document.Descendants<LinkInline>())
        {
            link.IsImage = false;
            link.Url = IsHarmless(link.Url) ? link.Url : "#";
            link.GetAttributes().AddPropertyIfNotExist("rel", "nofollow ugc noopener");
        }

        foreach (var link in document.Descendants<AutolinkInline>())
        {
            link.Url = link.IsEmail || IsHarmless(link.Url) ? link.Url : "#";
            link.GetAttributes().AddPropertyIfNotExist("rel", "nofollow ugc noopener");
        }

        return new Markup(document.ToHtml(Pipeline));
    }

    /// <summary>How markdown begins, as one line of plain text; the page encodes it.</summary>
    public static string ToSummary(string markdown)
    {
        try
        {
            string text = Markdown.ToPlainText(markdown, Pipeline);
            return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }
        catch (ArgumentException)
        {
            return markdown;
        }
    }

    private static bool IsHarmless(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "mailto";
}
