using System.Net;
using Microsoft.AspNetCore.Http;
using Xerotier.Grains.Agents;
using Xerotier.Grains.Requests;
using Xerotier.TestKit.Agents;
using Xerotier.TestKit.Time;

namespace Xerotier.ApiHost.Tests.Inference;

public sealed class PatienceTests : IDisposable
{
    private const string FewTokens =
        """{"model":"any","messages":[{"role":"user","content":"hi"}],"max_tokens":100}""";

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task Post_StreamIsLateByThreeTimesItsPrediction_AnotherAgentServes()
    {
        await using var scene = await StartAsync(ttftMs: 1_000, tpotMs: null, AgentScripts.HangAsync, Serving);

        var answering = scene.PostAsync(Scene.HelloStream);
        await scene.Grains.Agents[0].NextRequestAsync();
        _time.Advance(TimeSpan.FromSeconds(2.9));
        scene.Grains.Queries.Count.ShouldBe(1);
        _time.Advance(TimeSpan.FromSeconds(0.2));
        using var answer = await Wait.ForAsync("the other agent's answer", answering);

        (await answer.Content.ReadAsStringAsync()).ShouldContain("hello");
        scene.Grains.Queries.Last().ExcludedAgents.ShouldBe([scene.Grains.Agents[0].Id]);
        (await scene.Grains.NextReleaseAsync()).Outcome.ShouldBe(LeaseOutcome.AgentFailedEarly);
        (await scene.Grains.NextReleaseAsync()).Outcome.ShouldBe(LeaseOutcome.Success);
    }

    [Fact]
    public async Task Post_NobodyElseHasRoom_TheLateAgentKeepsTheRequest()
    {
        var gate = new TaskCompletionSource();
        await using var scene = await StartAsync(ttftMs: 10, tpotMs: null, async context =>
        {
            await gate.Task;
            await AgentScripts.Events(AgentScripts.Chunk("hello"))(context);
        });

        var answering = scene.PostAsync(Scene.HelloStream);
        await scene.Grains.Agents[0].NextRequestAsync();
        _time.Advance(TimeSpan.FromSeconds(1.1));
        await Wait.UntilAsync("another agent was looked for", () => scene.Grains.Queries.Count == 2);
        gate.SetResult();
        using var answer = await Wait.ForAsync("the late answer", answering);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scene.Grains.NextReleaseAsync()).Outcome.ShouldBe(LeaseOutcome.Success);
    }

    [Theory]
    [InlineData(Scene.Hello)]
    [InlineData(Scene.HelloStream)]
    public async Task Post_NothingIsPredicted_AnAgentThatLivesKeepsTheRequest(string body)
    {
        var gate = new TaskCompletionSource();
        await using var scene = await StartAsync(ttftMs: null, tpotMs: null, async context =>
        {
            await gate.Task;
            await Serving(context);
        }, Serving);

        var answering = scene.PostAsync(body);
        await scene.Grains.Agents[0].NextRequestAsync();
        for (var asked = 1; asked <= 4; asked++)
        {
            _time.Advance(TimeSpan.FromSeconds(1 << asked));
            await Wait.UntilAsync("the agent was asked again", () => scene.Grains.Agents[0].Probes >= asked);
        }

        gate.SetResult();
        using var answer = await Wait.ForAsync("the answer", answering);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        scene.Grains.Queries.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(Scene.Hello)]
    [InlineData(Scene.HelloStream)]
    public async Task Post_AgentDoesNotEvenSayThatItLives_AnotherAgentServes(string body)
    {
        await using var scene = await StartAsync(ttftMs: null, tpotMs: null, AgentScripts.HangAsync, Serving);
        scene.Grains.Agents[0].IsDeaf = true;

        var answering = scene.PostAsync(body);
        await scene.Grains.Agents[0].NextRequestAsync();
        _time.Advance(TimeSpan.FromSeconds(1.1));
        using var answer = await Wait.ForAsync("the other agent's answer", answering);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scene.Grains.NextReleaseAsync()).Outcome.ShouldBe(LeaseOutcome.AgentFailedEarly);
    }

    [Fact]
    public async Task Post_AnswerInOnePiece_IsGivenTheTimeOfAllItsTokens()
    {
        await using var scene = await StartAsync(ttftMs: 1_000, tpotMs: 10, AgentScripts.HangAsync, Serving);

        var answering = scene.PostAsync(FewTokens);
        await scene.Grains.Agents[0].NextRequestAsync();
        _time.Advance(TimeSpan.FromSeconds(3.1));
        await Wait.UntilAsync("the agent was asked", () => scene.Grains.Agents[0].Probes == 1);
        scene.Grains.Queries.Count.ShouldBe(1);

        // 3 x 1 s and 10 x 10 ms for each of the 100 tokens.
        _time.Advance(TimeSpan.FromSeconds(10));
        using var answer = await Wait.ForAsync("the other agent's answer", answering);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        scene.Grains.Queries.Count.ShouldBe(2);
    }

    public void Dispose() => _time.Dispose();

    private async Task<Scene> StartAsync(double? ttftMs, double? tpotMs, params AgentScript[] scripts)
    {
        // Steps of the clock must not overtake the answer of a living agent.
        var settings = new Dictionary<string, string?> { ["Patience:ProbeTimeout"] = "00:01:00" };
        var scene = await Scene.StartAsync(_time, settings, scripts);
        var route = scene.Grains.Route;
        scene.Grains.Route = query => route(query) is { Outcome: RouteOutcome.Leased } leased
            ? leased with { ExpectedTtftMs = ttftMs, ExpectedTpotMs = tpotMs }
            : route(query);
        return scene;
    }

    private static Task Serving(HttpContext context) =>
        context.Request.Headers.Accept == "text/event-stream"
            ? AgentScripts.Events(AgentScripts.Chunk("hello"))(context)
            : AgentScripts.Json(AgentScripts.Completion)(context);
}
