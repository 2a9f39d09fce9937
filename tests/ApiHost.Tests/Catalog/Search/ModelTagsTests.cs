using Xerotier.ApiHost.Catalog.Search;

namespace Xerotier.ApiHost.Tests.Catalog.Search;

public sealed class ModelTagsTests
{
    [Theory]
    [InlineData("chat", "Tiny", "chat")]
    [InlineData(" Chat , code,chat,, ", "Tiny", "chat code")]
    [InlineData("roleplay", "Qwen2.5-Coder-7B", "roleplay code")]
    [InlineData("chat", "Codestral 22B", "chat code")]
    [InlineData("chat", "BART encoder-decoder", "chat")]
    [InlineData("chat", "DeepSeek-R1", "chat reasoning")]
    [InlineData("chat", "Phi-4-reasoning", "chat reasoning")]
    [InlineData("", "nomic-embed-text", "embedding")]
    [InlineData("embedding", "multilingual-e5-large", "embedding multilingual")]
    [InlineData("=cmd|' /C calc'!A0,+1,-2,@x", "Tiny", "cmd|' /c calc'!a0 1 2 x")]
    [InlineData("= + -@\t=HYPERLINK(1),\u0001bad", "Tiny", "hyperlink(1) bad")]
    public void Of_WorkloadTypeAndName_AreWhatVisitorsFilterBy(string workloadType, string name, string tags) =>
        string.Join(' ', ModelTags.Of(workloadType, name)).ShouldBe(tags);

    [Fact]
    public void Of_VeryManyLongTags_KeepsAFew()
    {
        string many = string.Join(',', Enumerable.Range(0, 100).Select(i => i + new string('x', 200)));

        var tags = ModelTags.Of(many, "Tiny");

        tags.Length.ShouldBe(16);
        tags.ShouldAllBe(tag => tag.Length == 64);
    }
}
