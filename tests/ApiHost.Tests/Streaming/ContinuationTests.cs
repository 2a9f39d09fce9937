using System.Text.Json.Nodes;
using Xerotier.ApiHost.Tests.Inference;
using Xerotier.Grains.Agents;
using Xerotier.Grains.Requests;
using Xerotier.TestKit.Agents;
using Xerotier.TestKit.Time;

namespace Xerotier.ApiHost.Tests.Streaming;

public sealed class ContinuationTests
{
    private const string Hello = """
        {"model":"m","messages":[{"role":"user","content":"hi"}],"stream":true,"max_tokens":9,
        "stream_options":{"include_usage":true}}
        """;

    [Fact]
    public async Task Post_AgentDiesMidStream_AnotherOneGoesOnUnseen()
    {
        await using var scene = await StartAsync(
            Dying(
                Chunk("one", """{"role":"assistant","content":""}"""),
                Chunk("one", Says("a")),
                Chunk("one", Says("b"))),
            AgentScripts.Events(
                Chunk("two", """{"role":"assistant","content":""}"""),
                Chunk("two", Says("c")),
                Chunk("two", "{}", "\"stop\""),
                UsageChunk("two", """{"prompt_tokens":9,"completion_tokens":1}""")));

        using var answer = await scene.PostAsync(Hello);

        (await answer.EventsAsync()).ShouldBe([
            Chunk("one", """{"role":"assistant","content":""}"""),
            Chunk("one", Says("a")),
            Chunk("one", Says("b")),
            Chunk("one", Says("c")),
            Chunk("one", "{}", "\"stop\""),
            UsageChunk("one", """
                {"prompt_tokens":7,"completion_tokens":3,"total_tokens":10,"prompt_tokens_details":{"cached_tokens":0}}
                """),
            "[DONE]",
        ]);
        var asked = (await scene.Grains.Agents[1].NextRequestAsync()).Json;
        asked["messages"]![1]!["content"]!.GetValue<string>().ShouldBe("ab");
        asked["max_tokens"]!.GetValue<int>().ShouldBe(7);
        var query = scene.Grains.Queries.Last();
        (query.Continues, query.ExcludedAgents[0]).ShouldBe((true, scene.Grains.Agents[0].Id));
        (await scene.Grains.NextReleaseAsync()).Outcome.ShouldBe(LeaseOutcome.AgentFailedLate);
        (await scene.Grains.NextReleaseAsync()).Outcome.ShouldBe(LeaseOutcome.Success);
        var row = await scene.MeteredAsync();
        (row.FailedRequests, row.InputTokens, row.OutputTokens).ShouldBe((0, 7, 3));
    }

    [Fact]
    public async Task Post_AgentFallsSilentMidStream_AnotherOneGoesOn()
    {
        using var time = new ManualTimeProvider();
        await using var scene = await StartAsync(time, async context =>
        {
            await AgentScripts.BeginAsync(context);
            await AgentScripts.SendAsync(context, Chunk("one", Says("a")));
            await AgentScripts.HangAsync(context);
        }, AgentScripts.Events(Chunk("two", Says("b"))));

        using var answer = await scene.PostAsync(Scene.HelloStream);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        await Wait.ForAsync("the first chunk", reader.ReadLineAsync());

        // 10 x 80 ms.
        time.Advance(TimeSpan.FromMilliseconds(700));
        scene.Grains.Queries.Count.ShouldBe(1);
        time.Advance(TimeSpan.FromMilliseconds(200));
        var rest = await Wait.ForAsync("the end of the stream", reader.ReadToEndAsync());

        rest.ShouldContain(Chunk("one", Says("b")));
        rest.ShouldEndWith("data: [DONE]\n\n");
    }

    [Theory]
    [InlineData("off", """{"content":"a"}""", "")]
    [InlineData("on", """{"content":"a","tool_calls":[{"index":0}]}""", "")]
    [InlineData("on", """{"content":"a"}""", ",\"response_format\":{\"type\":\"json_object\"}")]
    [InlineData("on", """{"content":"a"}""", ",\"n\":2")]
    public async Task Post_StreamThatMayNotBeContinued_EndsWithAnErrorFrame(string wish, string delta, string member)
    {
        await using var scene = await StartAsync(
            Dying(Chunk("one", delta)), AgentScripts.Events(Chunk("two", Says("b"))));

        using var answer = await scene.PostAsync(
            Scene.HelloStream[..^1] + member + "}", headers: ("X-Xerotier-Continue", wish));

        (await answer.EventsAsync())[^1].ShouldContain("stream_interrupted");
        scene.Grains.Queries.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Post_OnlyTheEndIsMissing_IsEndedByTheHost()
    {
        await using var scene = await StartAsync(
            Dying(Chunk("one", Says("a")), Chunk("one", "{}", "\"stop\"")),
            AgentScripts.Events(Chunk("two", Says("b"))));

        using var answer = await scene.PostAsync(Hello);
        var events = await answer.EventsAsync();

        events[^1].ShouldBe("[DONE]");
        var usage = JsonNode.Parse(events[^2])!;
        usage["id"]!.GetValue<string>().ShouldBe("one");
        usage["usage"]!["completion_tokens"]!.GetValue<int>().ShouldBe(1);
        scene.Grains.Queries.Count.ShouldBe(1);
        (await scene.MeteredAsync()).FailedRequests.ShouldBe(0);
    }

    [Fact]
    public async Task Post_EveryAgentDiesMidStream_EndsAfterSoManyTimes()
    {
        var dies = Dying(Chunk("one", Says("a")));
        await using var scene = await StartAsync(dies, dies, dies, dies, dies, dies);

        using var answer = await scene.PostAsync(Scene.HelloStream);

        (await answer.EventsAsync())[^1].ShouldContain("stream_interrupted");
        scene.Grains.Queries.Count.ShouldBe(4);
        scene.Grains.Queries.Last().ExcludedAgents.Distinct().Count().ShouldBe(3);
        (await scene.MeteredAsync()).OutputTokens.ShouldBe(4);
    }

    [Fact]
    public async Task Post_TextOverTheLimit_EndsWithItsAgent()
    {
        var settings = new Dictionary<string, string?> { ["Continuation:MaxTextBytes"] = "10" };
        await using var scene = await StartAsync(
            TimeProvider.System,
            settings,
            Dying(Chunk("one", Says("12345678901"))),
            AgentScripts.Events(Chunk("two", Says("b"))));

        using var answer = await scene.PostAsync(Scene.HelloStream);

        (await answer.EventsAsync())[^1].ShouldContain("stream_interrupted");
    }

    [Fact]
    public async Task Post_UnknownWish_IsRefused()
    {
        await using var scene = await StartAsync(AgentScripts.Events());

        using var answer = await scene.PostAsync(Scene.HelloStream, headers: ("X-Xerotier-Continue", "maybe"));

        (await answer.ErrorAsync()).ShouldBe((400, "invalid_request_error", "invalid_request", "X-Xerotier-Continue"));
    }

    private static Task<Scene> StartAsync(params AgentScript[] scripts) =>
        StartAsync(TimeProvider.System, scripts);

    private static Task<Scene> StartAsync(TimeProvider time, params AgentScript[] scripts) =>
        StartAsync(time, [], scripts);

    private static async Task<Scene> StartAsync(
        TimeProvider time, Dictionary<string, string?> settings, params AgentScript[] scripts)
    {
        var scene = await Scene.StartAsync(time, settings, scripts);
        var route = scene.Grains.Route;
        // On a busy machine real time is no measure of an agent.
        double? tpotMs = time is ManualTimeProvider ? 80 : null;
        scene.Grains.Route = query => route(query) is { Outcome: RouteOutcome.Leased } leased
            ? leased with { Continues = true, ExpectedTpotMs = tpotMs }
            : route(query);
        return scene;
    }

    // What was sent before the reset must have arrived, or it would be lost with it.
    private static AgentScript Dying(params string[] chunks) => async context =>
    {
        await AgentScripts.BeginAsync(context);
        foreach (var chunk in chunks)
        {
            await AgentScripts.SendAsync(context, chunk);
        }

        await AgentScripts.SendAsync(context, "<html>");
    };

    private static string Says(string text) => $$"""{"content":"{{text}}"}""";

    private static string Chunk(string id, string delta, string finish = "null") =>
        $$"""{"id":"{{id}}","created":1,"choices":[{"index":0,"delta":{{delta}},"finish_reason":{{finish}}}]}""";

    private static string UsageChunk(string id, string usage) =>
        $$"""{"id":"{{id}}","created":1,"choices":[],"usage":{{usage.Trim()}}}""";
}
