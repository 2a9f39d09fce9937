using System.Text;
using Xerotier.Protocol.OpenAi;
using Xerotier.TestKit.Json;

namespace Xerotier.Protocol.Tests.OpenAi;

public sealed class RequestReaderTests
{
    private const string User = """{"role":"user","content":"hi"}""";
    private const string Tool = """{"type":"function","function":{"name":"get_weather-2","parameters":{}}}""";
    private const string BadCall = """{"type":"function","function":{"name":"a b"}}""";

    [Theory]
    [InlineData("", null)]
    [InlineData("[]", null)]
    [InlineData("null", null)]
    [InlineData("{", null)]
    [InlineData("""{"model":"m","messages":[USER]} x""", null)]
    [InlineData("""{"model":"m","messages":[USER],}""", null)]
    [InlineData("""{"model":"m","messages":[{"role":"\ud800","content":"x"}]}""", null)]
    [InlineData("""{"messages":[USER]}""", "model")]
    [InlineData("""{"model":"","messages":[USER]}""", "model")]
    [InlineData("""{"model":7,"messages":[USER]}""", "model")]
    [InlineData("""{"model":"a","model":"b","messages":[USER]}""", "model")]
    [InlineData("""{"model":"a","\u006dodel":"b","messages":[USER]}""", "model")]
    [InlineData("""{"model":"m"}""", "messages")]
    [InlineData("""{"model":"m","messages":{}}""", "messages")]
    [InlineData("""{"model":"m","messages":[]}""", "messages")]
    [InlineData("""{"model":"m","messages":["x"]}""", "messages[0]")]
    [InlineData("""{"model":"m","messages":[USER,{"content":"x"}]}""", "messages[1].role")]
    [InlineData("""{"model":"m","messages":[{"role":"king","content":"x"}]}""", "messages[0].role")]
    [InlineData("""{"model":"m","messages":[{"role":1,"content":"x"}]}""", "messages[0].role")]
    [InlineData("""{"model":"m","messages":[{"role":"user"}]}""", "messages[0].content")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":null}]}""", "messages[0].content")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":4}]}""", "messages[0].content")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":[]}]}""", "messages[0].content")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":["x"]}]}""", "messages[0].content[0]")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":[{}]}]}""", "messages[0].content[0].type")]
    [InlineData("""{"model":"m","messages":[{"role":"tool","content":"x"}]}""", "messages[0].tool_call_id")]
    [InlineData("""{"model":"m","messages":[{"role":"assistant","tool_calls":1}]}""", "messages[0].tool_calls")]
    [InlineData(
        """{"model":"m","messages":[{"role":"assistant","tool_calls":[CALL]}]}""",
        "messages[0].tool_calls[0].function.name")]
    [InlineData("""{"model":"m","messages":[USER],"stream":"yes"}""", "stream")]
    [InlineData("""{"model":"m","messages":[USER],"stream_options":true}""", "stream_options")]
    [InlineData(
        """{"model":"m","messages":[USER],"stream_options":{"include_usage":1}}""",
        "stream_options.include_usage")]
    [InlineData("""{"model":"m","messages":[USER],"max_tokens":0}""", "max_tokens")]
    [InlineData("""{"model":"m","messages":[USER],"max_tokens":"5"}""", "max_tokens")]
    [InlineData("""{"model":"m","messages":[USER],"max_completion_tokens":1.5}""", "max_completion_tokens")]
    [InlineData("""{"model":"m","messages":[USER],"temperature":2.1}""", "temperature")]
    [InlineData("""{"model":"m","messages":[USER],"top_p":-0.1}""", "top_p")]
    [InlineData("""{"model":"m","messages":[USER],"n":0}""", "n")]
    [InlineData("""{"model":"m","messages":[USER],"top_logprobs":21}""", "top_logprobs")]
    [InlineData("""{"model":"m","messages":[USER],"stop":["a","b","c","d","e"]}""", "stop")]
    [InlineData("""{"model":"m","messages":[USER],"stop":["a",1]}""", "stop[1]")]
    [InlineData("""{"model":"m","messages":[USER],"stop":3}""", "stop")]
    [InlineData("""{"model":"m","messages":[USER],"tools":{}}""", "tools")]
    [InlineData("""{"model":"m","messages":[USER],"tools":[1]}""", "tools[0]")]
    [InlineData("""{"model":"m","messages":[USER],"tools":[{"function":{"name":"f"}}]}""", "tools[0].type")]
    [InlineData("""{"model":"m","messages":[USER],"tools":[{"type":"function"}]}""", "tools[0].function")]
    [InlineData(
        """{"model":"m","messages":[USER],"tools":[{"type":"function","function":{}}]}""",
        "tools[0].function.name")]
    [InlineData(
        """{"model":"m","messages":[USER],"tools":[{"type":"function","function":{"name":"no spaces"}}]}""",
        "tools[0].function.name")]
    [InlineData(
        """{"model":"m","messages":[USER],"tools":[{"type":"function","function":{"name":"f","parameters":[]}}]}""",
        "tools[0].function.parameters")]
    [InlineData("""{"model":"m","messages":[USER],"tool_choice":"maybe"}""", "tool_choice")]
    [InlineData("""{"model":"m","messages":[USER],"response_format":"json"}""", "response_format")]
    [InlineData("""{"model":"m","messages":[USER],"response_format":{}}""", "response_format.type")]
    [InlineData("""{"model":"m","messages":[USER],"logit_bias":[]}""", "logit_bias")]
    public void TryRead_BadChat_NamesTheField(string body, string? param)
    {
        Read(Expand(body)).Problem.ShouldNotBeNull().Param.ShouldBe(param);
    }

    [Theory]
    [InlineData("""{"model":"m","messages":[USER]}""")]
    [InlineData("""{"model":"m","messages":[USER],"temperature":null,"stop":null,"tools":null,"stream":null}""")]
    [InlineData(
        """{"model":"m","messages":[{"role":"assistant","content":null,"tool_calls":[TOOL]}]}""")]
    [InlineData("""{"model":"m","messages":[USER],"stop":["a","b","c","d"],"temperature":2,"top_p":1,"n":2}""")]
    [InlineData(
        """{"model":"m","messages":[USER],"tools":[TOOL],"tool_choice":TOOL}""")]
    [InlineData("""{"model":"m","messages":[USER],"x_deep":{"messages":[],"model":1},"x":[[[null]]]}""")]
    public void TryRead_GoodChat_Passes(string body)
    {
        Read(Expand(body)).Problem.ShouldBeNull();
    }

    [Theory]
    [InlineData(InferenceOperation.Embedding, """{"model":"m"}""", "input")]
    [InlineData(InferenceOperation.Embedding, """{"model":"m","input":[]}""", "input")]
    [InlineData(InferenceOperation.Embedding, """{"model":"m","input":""}""", "input")]
    [InlineData(InferenceOperation.Embedding, """{"model":"m","input":["a",-1]}""", "input[1]")]
    [InlineData(
        InferenceOperation.Embedding,
        """{"model":"m","input":"a","encoding_format":"hex"}""",
        "encoding_format")]
    [InlineData(InferenceOperation.Embedding, """{"model":"m","input":"a","dimensions":0}""", "dimensions")]
    [InlineData(InferenceOperation.Rerank, """{"model":"m","documents":["a"]}""", "query")]
    [InlineData(InferenceOperation.Rerank, """{"model":"m","query":"q","documents":[]}""", "documents")]
    [InlineData(InferenceOperation.Rerank, """{"model":"m","query":"q","documents":[1]}""", "documents[0]")]
    [InlineData(InferenceOperation.Rerank, """{"model":"m","query":"q","documents":["a"],"top_n":0}""", "top_n")]
    [InlineData(InferenceOperation.Score, """{"model":"m","text_1":"a"}""", "text_2")]
    [InlineData(InferenceOperation.Score, """{"model":"m","text_1":"a","text_2":[1]}""", "text_2[0]")]
    [InlineData(InferenceOperation.Completion, """{"model":"m"}""", "prompt")]
    public void TryRead_BadBodyOfOtherOperations_NamesTheField(InferenceOperation operation, string body, string param)
    {
        Read(body, operation).Problem.ShouldNotBeNull().Param.ShouldBe(param);
    }

    [Theory]
    [InlineData(InferenceOperation.Embedding, """{"model":"m","input":"abcd"}""", 1)]
    [InlineData(InferenceOperation.Embedding, """{"model":"m","input":[1,2,3]}""", 3)]
    [InlineData(InferenceOperation.Embedding, """{"model":"m","input":[[1,2],[3]],"encoding_format":"base64"}""", 3)]
    [InlineData(InferenceOperation.Rerank, """{"model":"m","query":"abcd","documents":["ab",{"text":"x"}]}""", 5)]
    [InlineData(InferenceOperation.Score, """{"model":"m","text_1":"ab","text_2":["cd","efgh"]}""", 2)]
    [InlineData(InferenceOperation.Completion, """{"model":"m","prompt":"abcdefgh"}""", 2)]
    [InlineData(InferenceOperation.Chat, """{"model":"m","messages":[{"role":"user","content":"abcdefgh"}]}""", 6)]
    public void TryRead_GoodBody_EstimatesThePrompt(InferenceOperation operation, string body, int tokens)
    {
        Read(body, operation).Outline.ShouldNotBeNull().PromptTokens.ShouldBe(tokens);
    }

    [Fact]
    public void TryRead_InvalidUtf8_IsAProblem()
    {
        byte[] body = [.. "{\"model\":\"m"u8, 0xff, .. "\"}"u8];

        RequestReader.TryRead(body, InferenceOperation.Chat, out _, out var problem).ShouldBeFalse();

        problem.ShouldNotBeNull().Message.ShouldContain("UTF-8");
    }

    [Fact]
    public void TryRead_TooDeep_IsAProblem()
    {
        var body = """{"model":"m","messages":[USER],"x":""" + new string('[', 5000) + new string(']', 5000) + "}";

        Read(Expand(body)).Problem.ShouldNotBeNull();
    }

    [Fact]
    public void TryRead_TenThousandRandomBodies_AnswersEachOnce()
    {
        var random = new RandomJson(20261120);
        var accepted = 0;
        for (var round = 0; round < 10_000; round++)
        {
            var body = random.Body();
            var valid = RequestReader.TryRead(body, InferenceOperation.Chat, out var outline, out var problem);

            (outline is not null).ShouldBe(valid, $"round {round}");
            (problem is null).ShouldBe(valid, $"round {round}");
            accepted += valid ? 1 : 0;
        }

        accepted.ShouldBeInRange(1000, 9000);
    }

    private static string Expand(string body) => body
        .Replace("USER", User, StringComparison.Ordinal)
        .Replace("TOOL", Tool, StringComparison.Ordinal)
        .Replace("CALL", BadCall, StringComparison.Ordinal);

    private static (RequestOutline? Outline, RequestProblem? Problem) Read(
        string body, InferenceOperation operation = InferenceOperation.Chat)
    {
        RequestReader.TryRead(Encoding.UTF8.GetBytes(body), operation, out var outline, out var problem);
        return (outline, problem);
    }
}
