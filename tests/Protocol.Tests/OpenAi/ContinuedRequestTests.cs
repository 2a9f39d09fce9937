using System.Text;
using System.Text.Json.Nodes;
using Xerotier.Protocol.OpenAi;

namespace Xerotier.Protocol.Tests.OpenAi;

public sealed class ContinuedRequestTests
{
    [Fact]
    public void Prepare_Chat_EndsWithWhatTheClientHas()
    {
        const string Asked = """{"model":"m","messages":[{"role":"user","content":"hi"}],"x":1.50}""";

        var body = Prepare(Asked, "a \\\"b\\\" \\u00e9", 3)!;

        body["messages"]!.AsArray().Count.ShouldBe(2);
        body["messages"]![1]!["role"]!.GetValue<string>().ShouldBe("assistant");
        body["messages"]![1]!["content"]!.GetValue<string>().ShouldBe("a \"b\" \u00e9");
        body["continue_final_message"]!.GetValue<bool>().ShouldBeTrue();
        body["add_generation_prompt"]!.GetValue<bool>().ShouldBeFalse();
        body["x"]!.ToJsonString().ShouldBe("1.50");
    }

    [Fact]
    public void Prepare_WithLimits_LeavesWhatIsLeftOfThem()
    {
        var body = Prepare(
            """
            {"messages":[{"role":"user","content":"hi"}],"max_tokens":10,"max_completion_tokens":9,"min_tokens":2}
            """,
            "abc",
            3)!;

        body["max_tokens"]!.GetValue<int>().ShouldBe(7);
        body["max_completion_tokens"]!.GetValue<int>().ShouldBe(6);
        body["min_tokens"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public void Prepare_NothingWasSaidYet_IsTheSameRequest()
    {
        const string Body = """{"messages":[{"role":"user","content":"hi"}],"max_tokens":10}""";

        Prepare(Body, "", 0)!.ToJsonString().ShouldBe(Body);
    }

    [Theory]
    [InlineData("\"n\":2")]
    [InlineData("\"logprobs\":true")]
    [InlineData("\"response_format\":{\"type\":\"json_object\"}")]
    [InlineData("\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{}}")]
    [InlineData("\"guided_regex\":\"a+\"")]
    [InlineData("\"structured_outputs\":{}")]
    [InlineData("\"continue_final_message\":true")]
    [InlineData("\"max_tokens\":3")]
    [InlineData("\"twice\":1,\"twice\":2")]
    public void Prepare_WhatBindsTheWholeAnswer_IsNotContinued(string member) =>
        Prepare($$"""{"messages":[{"role":"user","content":"hi"}],{{member}}}""", "abc", 3).ShouldBeNull();

    [Theory]
    [InlineData("\"n\":1")]
    [InlineData("\"logprobs\":false")]
    [InlineData("\"response_format\":{\"type\":\"text\"}")]
    [InlineData("\"tools\":[]")]
    public void Prepare_WhatDoesNot_Is(string member) =>
        Prepare($$"""{"messages":[{"role":"user","content":"hi"}],{{member}}}""", "abc", 3).ShouldNotBeNull();

    [Fact]
    public void Prepare_LastWordIsTheAssistants_IsNotContinued() =>
        Prepare("""{"messages":[{"role":"assistant","content":"hi"}]}""", "abc", 3).ShouldBeNull();

    [Fact]
    public void Prepare_HalfACharacter_IsNotContinued() =>
        Prepare("""{"messages":[{"role":"user","content":"hi"}]}""", "\\ud83d", 3).ShouldBeNull();

    private static JsonNode? Prepare(string body, string text, long tokens)
    {
        var spliced = new SplicedBody(Encoding.UTF8.GetBytes(body), []);
        return ContinuedRequest.Prepare(spliced, Encoding.UTF8.GetBytes(text), tokens) is { } prepared
            ? JsonNode.Parse(prepared)
            : null;
    }
}
