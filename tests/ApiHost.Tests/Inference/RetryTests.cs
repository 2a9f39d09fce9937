using System.Net;
using Microsoft.AspNetCore.Http;
using Xerotier.Grains.Agents;
using Xerotier.TestKit.Agents;

namespace Xerotier.ApiHost.Tests.Inference;

public sealed class RetryTests
{
    public static TheoryData<string, string> EarlyFailures { get; } = new()
    {
        { Scene.Hello, "dies" },
        { Scene.Hello, "status" },
        { Scene.Hello, "login" },
        { Scene.Hello, "garbage" },
        { Scene.Hello, "half" },
        { Scene.HelloStream, "dies" },
        { Scene.HelloStream, "garbage" },
        { Scene.HelloStream, "error" },
        { Scene.HelloStream, "silence" },
    };

    [Theory]
    [MemberData(nameof(EarlyFailures))]
    public async Task Post_AgentFailsBeforeTheFirstByte_AnotherOneServes(string body, string failure)
    {
        await using var scene = await Scene.StartAsync(Failing(failure), Serving);

        using var answer = await scene.PostAsync(body);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("hello");
        scene.Grains.Queries.Last().ExcludedAgents.ShouldBe([scene.Grains.Agents[0].Id]);
        (await scene.Grains.NextReleaseAsync()).Outcome.ShouldBe(LeaseOutcome.AgentFailedEarly);
        (await scene.Grains.NextReleaseAsync()).Outcome.ShouldBe(LeaseOutcome.Success);
    }

    [Fact]
    public async Task Post_AgentIsNotThere_AnotherOneServes()
    {
        await using var scene = await Scene.StartAsync(Serving, Serving);
        var gone = scene.Grains.Agents[0];
        var address = SceneGrains.Leased(gone);
        await gone.DisposeAsync();
        scene.Grains.Route = query =>
            query.ExcludedAgents.IsEmpty ? address : SceneGrains.Leased(scene.Grains.Agents[1]);

        using var answer = await scene.PostAsync(Scene.Hello);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Post_AgentIsFull_AnotherOneServesAndNobodyIsBlamed()
    {
        await using var scene = await Scene.StartAsync(AgentScripts.Json("{}", 503), Serving);

        using var answer = await scene.PostAsync(Scene.Hello);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scene.Grains.NextReleaseAsync()).Outcome.ShouldBe(LeaseOutcome.Unused);
    }

    [Fact]
    public async Task Post_EveryAgentFails_IsTriedTwiceOnly()
    {
        var script = Failing("dies");
        await using var scene = await Scene.StartAsync(script, script, script);

        using var answer = await scene.PostAsync(Scene.Hello);

        (await answer.ErrorAsync()).ShouldBe((502, "service_error", "agent_failed", null));
        scene.Grains.Queries.Count.ShouldBe(2);
        var row = await scene.MeteredAsync();
        (row.Requests, row.FailedRequests, row.InputTokens).ShouldBe((1, 1, 0));
    }

    [Fact]
    public async Task Post_TheOnlyAgentFails_IsToldOfThatAndNotOfItsConsequence()
    {
        await using var scene = await Scene.StartAsync(Failing("dies"));

        using var answer = await scene.PostAsync(Scene.Hello);

        (await answer.ErrorAsync()).Code.ShouldBe("agent_failed");
    }

    private static Task Serving(HttpContext context) =>
        context.Request.Headers.Accept == "text/event-stream"
            ? AgentScripts.Events(AgentScripts.Chunk("hello"))(context)
            : AgentScripts.Json(AgentScripts.Completion)(context);

    private static AgentScript Failing(string failure) => failure switch
    {
        "dies" => AgentScripts.Dies,
        "status" => AgentScripts.Json("{}", 500),
        "login" => AgentScripts.Json("{}", 401),
        "garbage" => AgentScripts.Json("data: <html>\n\n"),
        "error" => AgentScripts.Events("""{"error":{"message":"out of memory"}}"""),
        "silence" => AgentScripts.Json(": nothing\n\n"),
        "half" => async context =>
        {
            await AgentScripts.Json(AgentScripts.Completion[..40])(context);
            context.Abort();
        }
        ,
        _ => throw new ArgumentOutOfRangeException(nameof(failure)),
    };
}
