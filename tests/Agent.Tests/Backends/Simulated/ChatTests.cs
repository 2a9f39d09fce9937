using System.Text.Json;

namespace Xerotier.Agent.Tests.Backends.Simulated;

public sealed class ChatTests : IAsyncLifetime
{
    private const string Weather =
        """
        {"type":"function","function":{"name":"get_weather","parameters":{"type":"object",
        "properties":{"city":{"type":"string"},"unit":{"enum":["c","f"]}},"required":["city","unit"]}}}
        """;

    private const string Clock = """{"type":"function","function":{"name":"get-time"}}""";

    private readonly SimulatedServer _server = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    private static JsonElement Choice(JsonElement answer) => answer.GetProperty("choices")[0];

    private static string Content(JsonElement answer) =>
        Choice(answer).GetProperty("message").GetProperty("content").GetString()!;

    private static string Finish(JsonElement answer) => Choice(answer).GetProperty("finish_reason").GetString()!;

    private static int Usage(JsonElement answer, string name) =>
        answer.GetProperty("usage").GetProperty(name).GetInt32();

    [Fact]
    public async Task Chat_AskedTwice_AnswersAlike()
    {
        var first = await _server.ChatAsync("");
        await using var other = new SimulatedServer();
        var second = await other.ChatAsync("");

        Content(first).ShouldBe(Content(second));
        Content(first).ShouldContain("Hello");
        first.GetProperty("system_fingerprint").GetString().ShouldBe("fp_simulated");
    }

    [Fact]
    public async Task Chat_OtherSeed_AnswersDifferently()
    {
        var answers = new HashSet<string>();
        for (var seed = 0; seed < 10; seed++) answers.Add(Content(await _server.ChatAsync($"\"seed\":{seed}")));

        answers.Count.ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task Usage_Always_AddsUp()
    {
        var answer = await _server.ChatAsync("");

        Usage(answer, "total_tokens").ShouldBe(Usage(answer, "prompt_tokens") + Usage(answer, "completion_tokens"));
        Usage(answer, "prompt_tokens").ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task Usage_PromptSeenBefore_ReportsCachedTokens()
    {
        var prompt = string.Join(' ', Enumerable.Range(0, 100).Select(i => $"word{i}"));
        await _server.ChatAsync("", prompt);

        var again = await _server.ChatAsync("", prompt);

        var cached = again.GetProperty("usage").GetProperty("prompt_tokens_details").GetProperty("cached_tokens");
        cached.GetInt32().ShouldBeInRange(160, Usage(again, "prompt_tokens") - 1);
    }

    [Theory]
    [InlineData("max_tokens")]
    [InlineData("max_completion_tokens")]
    public async Task MaxTokens_BelowTheAnswer_CutsIt(string name)
    {
        var answer = await _server.ChatAsync($"\"{name}\":3");

        Usage(answer, "completion_tokens").ShouldBe(3);
        Finish(answer).ShouldBe("length");
        Content(answer).ShouldBe("This is a");
    }

    [Fact]
    public async Task IgnoreEos_WithMaxTokens_GeneratesExactlyThatMany()
    {
        var answer = await _server.ChatAsync("\"ignore_eos\":true,\"max_tokens\":500");

        Usage(answer, "completion_tokens").ShouldBe(500);
        Finish(answer).ShouldBe("length");
    }

    [Fact]
    public async Task Stop_InTheAnswer_EndsItBefore()
    {
        var answer = await _server.ChatAsync("\"stop\":[\"zebra\",\" answer\"]");

        Content(answer).ShouldBe("This is a simulated");
        Finish(answer).ShouldBe("stop");
    }

    [Fact]
    public async Task Stop_AfterTheLimit_DoesNotCount()
    {
        var answer = await _server.ChatAsync("\"stop\":\" answer\",\"max_tokens\":2");

        Finish(answer).ShouldBe("length");
    }

    [Fact]
    public async Task JsonObject_Asked_IsJson()
    {
        var answer = await _server.ChatAsync("\"response_format\":{\"type\":\"json_object\"}");

        JsonDocument.Parse(Content(answer)).RootElement.ValueKind.ShouldBe(JsonValueKind.Object);
    }

    [Fact]
    public async Task JsonSchema_Asked_IsAnInstance()
    {
        var answer = await _server.ChatAsync(
            """
            "response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{"type":"object",
            "properties":{"age":{"type":"integer","minimum":18,"maximum":20}},"required":["age"]}}}
            """);

        var age = JsonDocument.Parse(Content(answer)).RootElement.GetProperty("age").GetInt32();
        age.ShouldBeInRange(18, 20);
    }

    [Fact]
    public async Task Tool_NamedByTheUser_IsCalledWithValidArguments()
    {
        var answer = await _server.ChatAsync($"\"tools\":[{Clock},{Weather}]", "Please get weather for Oslo");

        Finish(answer).ShouldBe("tool_calls");
        var call = Choice(answer).GetProperty("message").GetProperty("tool_calls")[0].GetProperty("function");
        call.GetProperty("name").GetString().ShouldBe("get_weather");
        var arguments = JsonDocument.Parse(call.GetProperty("arguments").GetString()!).RootElement;
        arguments.GetProperty("city").ValueKind.ShouldBe(JsonValueKind.String);
        arguments.GetProperty("unit").GetString().ShouldBeOneOf("c", "f");
    }

    [Theory]
    [InlineData("\"required\"", "get_weather")]
    [InlineData("{\"type\":\"function\",\"function\":{\"name\":\"get-time\"}}", "get-time")]
    public async Task ToolChoice_Forced_IsCalled(string choice, string expected)
    {
        var answer = await _server.ChatAsync($"\"tools\":[{Weather},{Clock}],\"tool_choice\":{choice}");

        Choice(answer).GetProperty("message").GetProperty("tool_calls")[0].GetProperty("function")
            .GetProperty("name").GetString().ShouldBe(expected);
    }

    [Fact]
    public async Task ToolChoice_None_AnswersInWords()
    {
        var answer = await _server.ChatAsync($"\"tools\":[{Weather}],\"tool_choice\":\"none\"", "get_weather");

        Finish(answer).ShouldBe("stop");
    }

    [Theory]
    [InlineData("true", 2)]
    [InlineData("false", 1)]
    public async Task ParallelToolCalls_SeveralNamed_DecidesHowMany(string parallel, int calls)
    {
        var answer = await _server.ChatAsync(
            $"\"tools\":[{Weather},{Clock}],\"parallel_tool_calls\":{parallel}", "get_weather and get-time");

        Choice(answer).GetProperty("message").GetProperty("tool_calls").GetArrayLength().ShouldBe(calls);
    }

    [Fact]
    public async Task Stream_Whole_SaysTheSameAsThePlainAnswer()
    {
        var plain = await _server.ChatAsync("");
        var frames = await _server.StreamAsync("\"stream_options\":{\"include_usage\":true}");

        var text = string.Concat(frames
            .Where(frame => frame.GetProperty("choices").GetArrayLength() > 0)
            .Select(frame => Choice(frame).GetProperty("delta"))
            .Select(delta => delta.TryGetProperty("content", out var content) ? content.GetString() : ""));
        text.ShouldBe(Content(plain));
        Choice(frames[0]).GetProperty("delta").GetProperty("role").GetString().ShouldBe("assistant");
        Finish(frames[^2]).ShouldBe("stop");
        frames[^1].GetProperty("choices").GetArrayLength().ShouldBe(0);
        Usage(frames[^1], "completion_tokens").ShouldBe(Usage(plain, "completion_tokens"));
        frames.Select(frame => frame.GetProperty("id").GetString()).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Stream_WithoutUsageAsked_HasNone()
    {
        var frames = await _server.StreamAsync("");

        frames.ShouldAllBe(frame => !HasUsage(frame));
        Finish(frames[^1]).ShouldBe("stop");
    }

    private static bool HasUsage(JsonElement frame) => frame.TryGetProperty("usage", out _);

    [Fact]
    public async Task Stream_ToolCall_ArgumentsJoinToJson()
    {
        var frames = await _server.StreamAsync($"\"tools\":[{Weather}],\"tool_choice\":\"required\"");

        var deltas = frames.Select(frame => Choice(frame).GetProperty("delta"))
            .Where(delta => delta.TryGetProperty("tool_calls", out _))
            .Select(delta => delta.GetProperty("tool_calls")[0]).ToList();
        deltas[0].GetProperty("function").GetProperty("name").GetString().ShouldBe("get_weather");
        deltas[0].GetProperty("id").GetString().ShouldStartWith("call_");
        var arguments = string.Concat(deltas.Select(
            delta => delta.GetProperty("function").GetProperty("arguments").GetString()));
        JsonDocument.Parse(arguments).RootElement.GetProperty("city").GetString().ShouldNotBeNullOrEmpty();
        Finish(frames[^1]).ShouldBe("tool_calls");
    }

    [Fact]
    public async Task Completion_Text_IsAnswered()
    {
        var answer = await _server.AskAsync("/v1/completions", "\"prompt\":\"Once\",\"max_tokens\":4");

        answer.GetProperty("object").GetString().ShouldBe("text_completion");
        Choice(answer).GetProperty("text").GetString().ShouldBe("This is a simulate");
    }

    [Theory]
    [InlineData("{", null)]
    [InlineData("[]", null)]
    [InlineData("{\"model\":\"simulated\"}", "messages")]
    [InlineData("{\"model\":\"simulated\",\"messages\":[]}", "messages")]
    [InlineData("{\"model\":\"simulated\",\"messages\":[{\"role\":\"king\"}]}", "messages[0].role")]
    [InlineData("{\"model\":\"simulated\",\"messages\":[{\"role\":\"user\",\"content\":1}]}", "messages[0].content")]
    [InlineData("{\"model\":\"simulated\",\"n\":2,\"messages\":[{\"role\":\"user\"}]}", "n")]
    [InlineData("{\"model\":\"simulated\",\"stop\":7,\"messages\":[{\"role\":\"user\"}]}", "stop")]
    [InlineData("{\"model\":\"simulated\",\"max_tokens\":0,\"messages\":[{\"role\":\"user\"}]}", "max_tokens")]
    [InlineData(
        "{\"model\":\"simulated\",\"tools\":[{}],\"messages\":[{\"role\":\"user\"}]}", "tools[0].function.name")]
    public async Task Chat_Malformed_Is400WithTheField(string body, string? param)
    {
        var (status, text) = await _server.PostAsync("/v1/chat/completions", body);

        status.ShouldBe(400);
        JsonDocument.Parse(text).RootElement.GetProperty("error").GetProperty("param").GetString().ShouldBe(param);
    }

    [Fact]
    public async Task Chat_UnknownModel_Is404()
    {
        var (status, text) = await _server.PostAsync(
            "/v1/chat/completions", """{"model":"gpt-7","messages":[{"role":"user","content":"x"}]}""");

        status.ShouldBe(404);
        text.ShouldContain("model_not_found");
    }
}
