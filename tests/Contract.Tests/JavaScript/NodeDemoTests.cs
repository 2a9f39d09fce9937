using System.Text.Json;
using Xerotier.Contract.Tests.Platforms;
using Xerotier.Contract.Tests.Processes;

namespace Xerotier.Contract.Tests.JavaScript;

[Collection(DemoCollection.Name)]
[Trait("Requires", "node")]
public sealed class NodeDemoTests(DemoPlatform demo)
{
    [Fact]
    public async Task Chat_Plain_AnswersWithUsage()
    {
        var completion = await RunAsync("plain");

        var choice = completion.GetProperty("choices")[0];
        choice.GetProperty("message").GetProperty("content").GetString().ShouldNotBeNullOrEmpty();
        choice.GetProperty("finish_reason").GetString().ShouldBe("stop");
        completion.GetProperty("usage").GetProperty("total_tokens").GetInt32().ShouldBePositive();
    }

    [Fact]
    public async Task Chat_StreamedWithUsage_EndsWithUsage()
    {
        var seen = await RunAsync("streamed-usage");

        seen.GetProperty("text").GetString().ShouldNotBeNullOrEmpty();
        seen.GetProperty("finish").GetString().ShouldBe("stop");
        seen.GetProperty("usage").GetProperty("completion_tokens").GetInt32().ShouldBePositive();
    }

    [Fact]
    public async Task Chat_StreamedWithoutUsage_ShowsNone()
    {
        var seen = await RunAsync("streamed-no-usage");

        seen.GetProperty("text").GetString().ShouldNotBeNullOrEmpty();
        seen.GetProperty("usage").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Chat_ToolRequired_CallsItWithJson()
    {
        var completion = await RunAsync("tools");

        var call = completion.GetProperty("choices")[0].GetProperty("message").GetProperty("tool_calls")[0]
            .GetProperty("function");
        call.GetProperty("name").GetString().ShouldBe("get_weather");
        JsonSerializer.Deserialize<JsonElement>(call.GetProperty("arguments").GetString()!)
            .GetProperty("city").ValueKind.ShouldBe(JsonValueKind.String);
    }

    [Fact]
    public async Task Chat_JsonObject_AnswersJson()
    {
        var completion = await RunAsync("format");

        var content = completion.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;
        JsonSerializer.Deserialize<JsonElement>(content).ValueKind.ShouldBe(JsonValueKind.Object);
    }

    [Fact]
    public async Task Models_OfAnEndpoint_AreListed()
    {
        var models = await RunAsync("models");

        models.GetProperty("ids").GetArrayLength().ShouldBePositive();
    }

    [Fact]
    public async Task Embeddings_TwoTexts_AnswerTwoVectors()
    {
        var vectors = await NodeClient.RunAsync("embeddings", demo.Endpoint("embed"), demo.ApiKey);

        vectors.GetProperty("data").GetArrayLength().ShouldBe(2);
        vectors.GetProperty("data")[0].GetProperty("embedding").GetArrayLength().ShouldBePositive();
    }

    private Task<JsonElement> RunAsync(string scenario) =>
        NodeClient.RunAsync(scenario, demo.Endpoint("chat"), demo.ApiKey);
}
