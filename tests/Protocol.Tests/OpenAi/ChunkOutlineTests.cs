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
        const string Choices = """[{"delta":{"content":"a"}},{"delta":{}}]""";
        const string Before = "{\"id\":\"x\",\"choices\":";

        var chunk = Read(Before + Choices + "}");

        chunk.ShouldBe(new ChunkOutline(
            IsError: false, HasChoices: true, null, default, new ByteRange(Before.Length, Choices.Length)));
    }

    [Fact]
    public void TryRead_UsageChunk_HasUsage()
    {
        var chunk = Read("""{"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}""");

        chunk.HasChoices.ShouldBeFalse();
        chunk.Usage.ShouldBe(new TokenUsage(3, 4, 0));
    }

    [Theory]
    [InlineData("""{"choices":[],"usage":null}""", """{"choices":[]}""")]
    [InlineData("""{"usage":null,"choices":[]}""", """{"choices":[]}""")]
    [InlineData("""{ "usage" : {"prompt_tokens":1} , "choices" : [] }""", """{"choices" : [] }""")]
    [InlineData("""{"id":1, "usage": null , "choices":[] }""", """{"id":1 , "choices":[] }""")]
    [InlineData("""{"choices":[{"usage":1}],"usage":{"a":{}}}""", """{"choices":[{"usage":1}]}""")]
    [InlineData("""{"usage":{"prompt_tokens":1}}""", "{}")]
    [InlineData("""{"choices":[{"usage":1}]}""", """{"choices":[{"usage":1}]}""")]
    public void TryRead_UsageMember_CanBeCutOut(string text, string without)
    {
        var member = Read(text).UsageMember;

        text.Remove(member.Start, member.Length).ShouldBe(without);
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
