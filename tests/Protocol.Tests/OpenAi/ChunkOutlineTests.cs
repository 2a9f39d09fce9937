using System.Text;
using Xerotier.Protocol.OpenAi;

namespace Xerotier.Protocol.Tests.OpenAi;

public sealed class ChunkOutlineTests
{
    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("[1]")]
    [InlineData("{}")]
    [InlineData("""{"id":"x"}""")]
    [InlineData("""{"choices":{}}""")]
    [InlineData("""{"choices":[]""")]
    [InlineData("""{"choices":[]}}""")]
    public void TryRead_NoChunk_Refuses(string text)
    {
        ChunkOutline.TryRead(Encoding.UTF8.GetBytes(text), out _).ShouldBeFalse();
    }

    [Fact]
    public void TryRead_ContentChunk_HasChoicesAndNoUsage()
    {
        var chunk = Read("""{"id":"x","choices":[{"delta":{"content":"a"}},{"delta":{}}],"usage":null}""");

        chunk.ShouldBe(new ChunkOutline(IsError: false, HasChoices: true, null, default));
    }

    [Fact]
    public void TryRead_UsageChunk_HasUsageWhereItStands()
    {
        const string Text = """{"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}""";

        var chunk = Read(Text);

        chunk.HasChoices.ShouldBeFalse();
        chunk.Usage.ShouldBe(new TokenUsage(3, 4, 0));
        Text.Substring(chunk.UsageRange.Start, chunk.UsageRange.Length).ShouldBe(Text[22..^1]);
    }

    [Theory]
    [InlineData("""{"error":{"message":"boom"}}""", true)]
    [InlineData("""{"error":"boom"}""", true)]
    [InlineData("""{"error":null,"choices":[]}""", false)]
    public void TryRead_ErrorMember_TellsErrors(string text, bool isError)
    {
        Read(text).IsError.ShouldBe(isError);
    }

    private static ChunkOutline Read(string text)
    {
        ChunkOutline.TryRead(Encoding.UTF8.GetBytes(text), out var chunk).ShouldBeTrue();
        return chunk;
    }
}
