using Xerotier.ApiHost.Catalog.Pages;

namespace Xerotier.ApiHost.Tests.Catalog.Pages;

public sealed class MarkdownTextTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>", "<script")]
    [InlineData("<img src=x onerror=alert(1)>", "<img")]
    [InlineData("a <b onclick=x>b</b>", "<b ")]
    [InlineData("[x](javascript:alert(1))", "javascript:")]
    [InlineData("[x](JaVaScRiPt:alert(1))", "alert")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD4=)", "data:")]
    [InlineData("[x](vbscript:x)", "vbscript")]
    [InlineData("<javascript:alert(1)>", "href=\"javascript")]
    [InlineData("[x][1]\n\n[1]: javascript:alert(1)", "javascript:")]
    [InlineData("![x](https://tracker.example/pixel.png)", "<img")]
    [InlineData("[x](https://a.example \"\\\" onmouseover=alert(1)\")", "\" onmouseover=")]
    public void ToHtml_WhatWouldRunOrTell_IsHarmless(string markdown, string forbidden) =>
        MarkdownText.ToHtml(markdown).Text.ShouldNotContain(forbidden, Case.Insensitive);

    [Fact]
    public void ToHtml_OrdinaryMarkdown_KeepsItsForm()
    {
        string html = MarkdownText.ToHtml("# Title\n\n*soft* [home](https://a.example)\n\n| a |\n|---|\n| b |").Text;

        html.ShouldContain("<h3>Title</h3>");
        html.ShouldContain("<em>soft</em>");
        html.ShouldContain("""<a href="https://a.example" rel="nofollow ugc noopener">home</a>""");
        html.ShouldContain("<td>b</td>");
    }

    [Fact]
    public void ToHtml_AbsurdNesting_StillAnswers()
    {
        string markdown = string.Concat(Enumerable.Repeat("> ", 8_000)) + "<script>x";

        MarkdownText.ToHtml(markdown).Text.ShouldNotContain("<script");
    }

    [Fact]
    public void ToSummary_OfMarkdown_IsOneLine() =>
        MarkdownText.ToSummary("# A\n\nfine **model**\n- x").ShouldBe("A fine model x");
}
