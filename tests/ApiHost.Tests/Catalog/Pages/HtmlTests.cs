using Xerotier.ApiHost.Catalog.Families;
using Xerotier.ApiHost.Catalog.Pages;

namespace Xerotier.ApiHost.Tests.Catalog.Pages;

public sealed class HtmlTests
{
    [Fact]
    public void Add_Text_IsEncodedForElementsAndAttributes()
    {
        string evil = "\"><script>'&";

        new Html().Add($"""<p title="{evil}">{evil}</p>""").ToString()
            .ShouldBe("""<p title="&quot;&gt;&lt;script&gt;&#x27;&amp;">&quot;&gt;&lt;script&gt;&#x27;&amp;</p>""");
    }

    [Fact]
    public void Add_MarkupAndNumbers_AreWrittenAsTheyAre() =>
        new Html().Add($"{new Markup("<b>")}{1234567L}{(string?)null}ä").ToString().ShouldBe("<b>1234567ä");

    [Theory]
    [InlineData("llama", "Llama", "llama")]
    [InlineData("qwen3moe", "Qwen 3 MoE", "qwen")]
    [InlineData("deepseekv3", "DeepSeek V3", "deepseek")]
    [InlineData("abacus", "abacus", "abacus")]
    [InlineData(null, "Other", "other")]
    public void Family_OfAnArchitecture_HasANameAndALogo(string? architecture, string name, string line)
    {
        var family = ModelFamilies.Of(architecture);

        family.Name.ShouldBe(name);
        family.Line.ShouldBe(line);
        family.Description.ShouldNotBeEmpty();
        FamilyLogo.Draw(family).ShouldContain("<circle");
        FamilyLogo.Draw(family).ShouldBe(FamilyLogo.Draw(family));
    }

    [Fact]
    public void Logos_OfDifferentLines_Differ() =>
        new[] { "llama", "qwen3", "deepseekv3", "gemma3", "mistral", "phi3", null }
            .Select(architecture => FamilyLogo.Draw(ModelFamilies.Of(architecture))).Distinct().Count().ShouldBe(7);
}
