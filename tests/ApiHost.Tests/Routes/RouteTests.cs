using System.Collections.Immutable;
using System.Net;
using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Routes;
using Xerotier.ApiHost.Tests.Inference;
using Xerotier.Grains.Requests;
using Xerotier.Routing;
using Xerotier.TestKit.Agents;

namespace Xerotier.ApiHost.Tests.Routes;

public sealed class RouteTests
{
    private const string RoutesPath = $"/{SceneGrains.Project}/v1/management/routes";
    private static readonly Guid Other = Guid.NewGuid();

    [Theory]
    [InlineData(Scene.Hello)]
    [InlineData(Scene.HelloStream)]
    public async Task Post_AskedToExplain_SaysWhyInAHeader(string body)
    {
        await using var scene = await Scene.StartAsync(Serve);
        scene.Grains.Route = _ => SceneGrains.Leased(scene.Grains.Agents[0], Report(scene.Grains.Agents[0].Id));
        AllowManagement(scene);

        using var answer = await scene.PostAsync(body, headers: [("X-Xerotier-Route", "explain")]);

        var header = answer.Header("X-Xerotier-Route").ShouldNotBeNull();
        header.ShouldContain($"agent={scene.Grains.Agents[0].Id:D}");
        header.ShouldContain("full=3");
        header.ShouldContain($"other={Other:D}:0.25");
        SignalNames.All.ShouldAllBe(name => header.Contains($";{name}="));
        header.ShouldContain("kv_pressure=-");
        header.Length.ShouldBeLessThanOrEqualTo(RouteHeader.MaxLength);
    }

    [Fact]
    public async Task Post_AskedToExplainWithoutTheScope_IsRefused()
    {
        await using var scene = await Scene.StartAsync(Serve);

        using var answer = await scene.PostAsync(Scene.Hello, headers: [("X-Xerotier-Route", "explain")]);

        (await answer.ErrorAsync()).ShouldBe((403, "authentication_error", "scope_insufficient", null));
        scene.Grains.Queries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_AskedSomethingElse_IsRefused()
    {
        await using var scene = await Scene.StartAsync(Serve);
        AllowManagement(scene);

        using var answer = await scene.PostAsync(Scene.Hello, headers: [("X-Xerotier-Route", "why")]);

        (await answer.ErrorAsync()).ShouldBe((400, "invalid_request_error", "invalid_request", "X-Xerotier-Route"));
    }

    [Fact]
    public async Task Post_NotAsked_SaysNothing()
    {
        await using var scene = await Scene.StartAsync(Serve);
        scene.Grains.Route = _ => SceneGrains.Leased(scene.Grains.Agents[0], Report(scene.Grains.Agents[0].Id));

        using var answer = await scene.PostAsync(Scene.Hello);

        answer.Header("X-Xerotier-Route").ShouldBeNull();
    }

    [Fact]
    public async Task Get_RecentRequest_ShowsTheDecision()
    {
        await using var scene = await Scene.StartAsync(Serve);
        var agent = scene.Grains.Agents[0].Id;
        scene.Grains.Route = _ => SceneGrains.Leased(scene.Grains.Agents[0], Report(agent));
        AllowManagement(scene);
        using var served = await scene.PostAsync(Scene.Hello, headers: [("X-Request-ID", "mine-1")]);
        await scene.MeteredAsync();

        using var answer = await scene.SendAsync(HttpMethod.Get, $"{RoutesPath}/mine-1");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var route = await answer.JsonAsync();
        route["id"]!.GetValue<string>().ShouldBe("mine-1");
        route["outcome"]!.GetValue<string>().ShouldBe("leased");
        route["agent_id"]!.GetValue<Guid>().ShouldBe(agent);
        route["filtered"]!["full"]!.GetValue<int>().ShouldBe(3);
        route["weights"]!.AsObject().Count.ShouldBe(13);
        var candidates = route["candidates"]!.AsArray();
        candidates.Count.ShouldBe(2);
        candidates[0]!["scores"]!.AsObject().Select(score => score.Key).ShouldBe(SignalNames.All);
        candidates[0]!["scores"]!["kv_pressure"].ShouldBeNull();
        (route["prompt_tokens"]!.GetValue<int>(), route["completion_tokens"]!.GetValue<int>()).ShouldBe((7, 2));
    }

    [Fact]
    public async Task Get_UnknownRequest_IsNotFound()
    {
        await using var scene = await Scene.StartAsync(Serve);
        AllowManagement(scene);

        using var answer = await scene.SendAsync(HttpMethod.Get, $"{RoutesPath}/nobody");

        (await answer.ErrorAsync()).ShouldBe((404, "invalid_request_error", "request_not_found", null));
    }

    [Fact]
    public async Task Export_RecentTraffic_IsAMooncakeTraceOfMadeUpIds()
    {
        await using var scene = await Scene.StartAsync(Serve);
        AllowManagement(scene);
        ImmutableArray<UInt128> blocks = [11, 12, 13, 14];
        var start = DateTimeOffset.UnixEpoch;
        scene.Grains.Routes.Enqueue(Record("a", start, 1024, blocks));
        scene.Grains.Routes.Enqueue(Record("b", start.AddMilliseconds(1500), 1000, blocks));
        scene.Grains.Routes.Enqueue(Record("c", start.AddSeconds(2), 1024, [11, 12, 21, 22]));
        scene.Grains.Routes.Enqueue(
            Record("unserved", start.AddSeconds(3), 1024, blocks) with { CompletionTokens = 0 });

        using var answer = await scene.SendAsync(HttpMethod.Get, $"{RoutesPath}?format=trace");

        var lines = (await answer.Content.ReadAsStringAsync()).TrimEnd().Split('\n');
        lines.ShouldBe(
        [
            """{"timestamp":0,"input_length":1024,"output_length":5,"hash_ids":[0,1]}""",
            """{"timestamp":1500,"input_length":1000,"output_length":5,"hash_ids":[0,2]}""",
            """{"timestamp":2000,"input_length":1024,"output_length":5,"hash_ids":[0,3]}""",
        ]);
    }

    [Fact]
    public async Task Export_WithoutFormat_IsRefused()
    {
        await using var scene = await Scene.StartAsync(Serve);
        AllowManagement(scene);

        using var answer = await scene.SendAsync(HttpMethod.Get, RoutesPath);

        (await answer.ErrorAsync()).ShouldBe((400, "invalid_request_error", "invalid_request", "format"));
    }

    [Fact]
    public void Header_ManyCandidates_StaysWithinItsLimit()
    {
        var report = Report(Guid.NewGuid());
        var many = report with
        {
            Candidates = [.. report.Candidates, .. Enumerable.Range(0, 62).Select(_ => Candidate(Guid.NewGuid(), 0.1))],
        };

        var header = RouteHeader.Of(many);

        header.Length.ShouldBeLessThanOrEqualTo(RouteHeader.MaxLength);
        header.ShouldContain("candidates=64");
        header.Split(';').ShouldAllBe(pair => pair.Split('=', StringSplitOptions.None).Length == 2);
    }

    private static RouteReport Report(Guid agent) => new(
        RouteOutcome.Leased,
        agent,
        1,
        false,
        16,
        [.. Enumerable.Repeat(1.0 / 13, 13)],
        [new FilteredAgents("full", 3)],
        [Candidate(agent, 0.75), Candidate(Other, 0.25)],
        false);

    private static RouteCandidate Candidate(Guid agent, double score)
    {
        double[] scores = [.. Enumerable.Repeat(0.5, 13)];
        scores[SignalNames.All.ToList().IndexOf("kv_pressure")] = double.NaN;
        return new RouteCandidate(agent, score, true, 0, 20, [.. scores]);
    }

    private static RouteRecord Record(string id, DateTimeOffset at, long tokens, ImmutableArray<UInt128> blocks) =>
        new(id, at, "chat", "m", tokens, 5, 0, 10, 4096, blocks, RouteOutcome.Leased, null);

    private static void AllowManagement(Scene scene)
    {
        var hash = Secrets.Hash(SceneGrains.Key);
        scene.Grains.Keys[hash] = scene.Grains.Keys[hash] with { Scopes = ["inference", "management"] };
    }

    private static Task Serve(Microsoft.AspNetCore.Http.HttpContext context) =>
        context.Request.Headers.Accept == "text/event-stream"
            ? AgentScripts.Events(AgentScripts.Chunk("hello"))(context)
            : AgentScripts.Json(AgentScripts.Completion)(context);
}
