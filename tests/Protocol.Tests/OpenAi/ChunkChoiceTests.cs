using System.Text;
using Xerotier.Protocol.OpenAi;

namespace Xerotier.Protocol.Tests.OpenAi;

public sealed class ChunkChoiceTests
{
    [Theory]
    [InlineData("""{"role":"assistant","content":""}""", "", "\"role\":\"assistant\",")]
    [InlineData("""{"content":"a\n","role":"assistant"}""", "a\\n", ",\"role\":\"assistant\"")]
    [InlineData("""{"role":"assistant"}""", "", "\"role\":\"assistant\"")]
    [InlineData("""{"content":"hi"}""", "hi", "")]
    [InlineData("""{"content":null,"tool_calls":[],"reasoning_content":""}""", "", "")]
    [InlineData("{}", "", "")]
    public void Read_RoleAndText_FindsThem(string delta, string content, string role)
    {
        var (json, choice) = Read($$"""{"index":0,"delta":{{delta}},"logprobs":null,"finish_reason":null}""");

        Text(json, choice.Content).ShouldBe(content);
        Text(json, choice.RoleMember).ShouldBe(role);
        choice.HasMore.ShouldBeFalse();
        choice.IsFinished.ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"index":0,"delta":{"tool_calls":[{"index":0}]}}""")]
    [InlineData("""{"index":0,"delta":{"reasoning_content":"hm"}}""")]
    [InlineData("""{"index":0,"delta":{"refusal":"no"}}""")]
    [InlineData("""{"index":0,"delta":{"content":[1,[2]]}}""")]
    [InlineData("""{"index":0,"delta":{"content":"a"},"logprobs":{"content":[]}}""")]
    [InlineData("""{"index":0,"delta":{}},{"index":1,"delta":{}}""")]
    public void Read_AnythingElse_SaysSo(string choice) => Read(choice).Choice.HasMore.ShouldBeTrue();

    [Fact]
    public void Read_LastChunk_SaysSo()
    {
        var choice = Read("""{"index":0,"delta":{},"finish_reason":"stop","stop_reason":7}""").Choice;

        choice.IsFinished.ShouldBeTrue();
        choice.HasMore.ShouldBeFalse();
    }

    [Fact]
    public void Members_OfAChunk_AreFound()
    {
        var json = """{"id":"x","created":5,"model":"m","choices":[{"id":"y"}],"usage":{"a":[1]}}"""u8.ToArray();

        var members = ChunkMembers.Read(json);

        Text(json, members.Id).ShouldBe("\"x\"");
        Text(json, members.Created).ShouldBe("5");
        Text(json, members.Model).ShouldBe("\"m\"");
        Text(json, members.Fingerprint).ShouldBe("");
        Text(json, members.Usage).ShouldBe("""{"a":[1]}""");
    }

    private static (byte[] Json, ChunkChoice Choice) Read(string choices)
    {
        var json = Encoding.UTF8.GetBytes($$"""{"id":"1","choices":[{{choices}}]}""");
        ChunkOutline.TryRead(json, out var chunk).ShouldBeTrue();
        return (json, ChunkChoice.Read(json, chunk.Choices));
    }

    private static string Text(byte[] json, ByteRange range) =>
        Encoding.UTF8.GetString(json, range.Start, range.Length);
}
