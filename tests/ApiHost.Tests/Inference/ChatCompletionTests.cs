using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Xerotier.Grains.Agents;
using Xerotier.Grains.Requests;
using Xerotier.TestKit.Agents;

namespace Xerotier.ApiHost.Tests.Inference;

public sealed class ChatCompletionTests
{
    [Fact]
    public async Task Post_PlainChat_RelaysTheAgentsAnswerAsItIs()
    {
        await using var scene = await Scene.StartAsync(AgentScripts.Json(AgentScripts.Completion));

        using var answer = await scene.PostAsync(Scene.Hello);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/json");
        (await answer.Content.ReadAsStringAsync()).ShouldBe(AgentScripts.Completion);
        double.Parse(answer.Header("X-Xerotier-Overhead-Ms")!).ShouldBeGreaterThan(0);
        answer.Header("X-Request-ID").ShouldNotBeNull();
        answer.Header("X-Xerotier-Route").ShouldBeNull();
    }

    [Fact]
    public async Task Post_UnknownFields_ReachTheAgentUntouched()
    {
        await using var scene = await Scene.StartAsync(AgentScripts.Json(AgentScripts.Completion));
        const string Body = """
            {"x_deep":{"a":[1,2.50,"é"]},"model":"any", "messages":[{"role":"user","content":"hi"}],"max_tokens":9999}
            """;

        using var answer = await scene.PostAsync(Body);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var received = await scene.Grains.Agents[0].NextRequestAsync();
        received.Path.ShouldBe("/v1/chat/completions");
        received.Headers["X-Xerotier-Model"].ShouldBe("served/model");
        received.Headers["X-Request-ID"].ShouldBe(answer.Header("X-Request-ID"));
        received.Headers["X-Xerotier-Cache-Salt"].Length.ShouldBe(32);
        var expected = Body.Replace("\"any\"", "\"served/model\"", StringComparison.Ordinal)
            .Replace("9999", received.Json["max_tokens"]!.ToJsonString(), StringComparison.Ordinal);
        Encoding.UTF8.GetString(received.Body).ShouldBe(expected);
        received.Json["max_tokens"]!.GetValue<int>().ShouldBeInRange(1, 4095);
    }

    [Fact]
    public async Task Post_Served_ReleasesTheLeaseAndMetersUsage()
    {
        await using var scene = await Scene.StartAsync(AgentScripts.Json(AgentScripts.Completion));

        using var answer = await scene.PostAsync(Scene.Hello);

        var release = await scene.Grains.NextReleaseAsync();
        release.Outcome.ShouldBe(LeaseOutcome.Success);
        release.Id.ShouldBe(scene.Grains.Queries.Single().LeaseId);
        release.TtftMs.ShouldBeNull();
        release.DurationMs.ShouldBeGreaterThan(0);
        (release.PromptTokens, release.CompletionTokens).ShouldBe((7, 2));
        var row = await scene.MeteredAsync();
        (row.EndpointSlug, row.Requests, row.FailedRequests).ShouldBe((SceneGrains.Slug, 1, 0));
        (row.InputTokens, row.CachedTokens, row.OutputTokens).ShouldBe((7, 3, 2));
    }

    [Fact]
    public async Task Post_Query_CarriesWhatTheRouterNeeds()
    {
        await using var scene = await Scene.StartAsync(AgentScripts.Json(AgentScripts.Completion));

        using var answer = await scene.PostAsync(
            """{"model":"m","messages":[{"role":"user","content":"12345678"}],"max_completion_tokens":50}""",
            headers: [("X-SLO-TTFT-Ms", "200"), ("X-SLO-TPOT-Ms", "12.5")]);

        var query = scene.Grains.Queries.Single();
        (query.Model, query.PromptTokens, query.MaxTokens).ShouldBe(("served/model", 6, 50));
        (query.SloTtftMs, query.SloTpotMs, query.Streams, query.HasTurn).ShouldBe((200, 12.5, false, false));
    }

    [Theory]
    [InlineData(4096 * 4 - 16, 4096)]
    [InlineData(4096 * 8 - 16, 4096)]
    [InlineData(4096 * 9, 4096 * 9 / 4 + 4)]
    public async Task Post_LongPrompt_IsTooLongOnlyWhenClearlySo(int bytes, int expected)
    {
        await using var scene = await Scene.StartAsync(AgentScripts.Json(AgentScripts.Completion));

        var prompt = new string('x', bytes);
        using var answer = await scene.PostAsync(
            $$"""{"model":"m","messages":[{"role":"user","content":"{{prompt}}"}],"max_tokens":99999}""");

        var query = scene.Grains.Queries.Single();
        query.PromptTokens.ShouldBe(expected);
        query.MaxTokens.ShouldBe(1);
    }

    [Theory]
    [InlineData("X-SLO-TTFT-Ms", "soon")]
    [InlineData("X-SLO-TTFT-Ms", "-1")]
    [InlineData("X-SLO-TPOT-Ms", "NaN")]
    [InlineData("X-SLO-TPOT-Ms", "0")]
    public async Task Post_GarbledObjective_IsRefused(string header, string value)
    {
        await using var scene = await Scene.StartAsync();

        using var answer = await scene.PostAsync(Scene.Hello, headers: (header, value));

        (await answer.ErrorAsync()).ShouldBe((400, "invalid_request_error", "invalid_request", header));
    }

    [Theory]
    [InlineData("{", null)]
    [InlineData("""{"model":"m","messages":[]}""", "messages")]
    [InlineData("""{"model":"m","messages":[{"content":"x"}]}""", "messages[0].role")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"x"}],"stop":["1","2","3","4","5"]}""", "stop")]
    public async Task Post_BadBody_NamesTheField(string body, string? param)
    {
        await using var scene = await Scene.StartAsync();

        using var answer = await scene.PostAsync(body);

        (await answer.ErrorAsync()).ShouldBe((400, "invalid_request_error", "invalid_request", param));
        scene.Grains.Queries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_BodyOverTheLimit_Is413()
    {
        var settings = new Dictionary<string, string?> { ["Server:MaxBodyBytes"] = "65536" };
        await using var scene = await Scene.StartAsync(TimeProvider.System, settings);

        using var answer = await scene.PostAsync(new string(' ', 70_000));

        (await answer.ErrorAsync()).ShouldBe((413, "invalid_request_error", "body_too_large", null));
    }

    [Fact]
    public async Task Post_NotJson_Is415()
    {
        await using var scene = await Scene.StartAsync();

        using var answer = await scene.SendAsync(
            HttpMethod.Post,
            $"/{SceneGrains.Project}/{SceneGrains.Slug}{Scene.ChatPath}",
            content: new StringContent(Scene.Hello, Encoding.UTF8, "text/plain"));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("/v1/embeddings")]
    [InlineData("/v1/rerank")]
    [InlineData("/v1/score")]
    public async Task Post_OperationOfAnotherTaskMode_IsRefused(string path)
    {
        await using var scene = await Scene.StartAsync();

        using var answer = await scene.PostAsync("{}", path);

        (await answer.ErrorAsync()).ShouldBe((400, "invalid_request_error", "task_mode_mismatch", null));
    }

    [Theory]
    [InlineData("embed", "/v1/embeddings", """{"model":"m","input":"x"}""")]
    [InlineData("score", "/v1/rerank", """{"model":"m","query":"q","documents":["a"]}""")]
    [InlineData("score", "/v1/score", """{"model":"m","text_1":"a","text_2":"b"}""")]
    [InlineData("chat", "/v1/completions", """{"model":"m","prompt":"x"}""")]
    public async Task Post_OtherOperations_AreRelayedAlike(string taskMode, string path, string body)
    {
        const string Result = """{"object":"list","data":[],"usage":{"prompt_tokens":5,"total_tokens":5}}""";
        await using var scene = await Scene.StartAsync(AgentScripts.Json(Result));
        var route = scene.Grains.Endpoint;
        scene.Grains.Endpoint = route with { Spec = route.Spec with { TaskMode = taskMode } };

        using var answer = await scene.PostAsync(body, path);

        (await answer.Content.ReadAsStringAsync()).ShouldBe(Result);
        (await scene.Grains.Agents[0].NextRequestAsync()).Path.ShouldBe(path);
        (await scene.MeteredAsync()).InputTokens.ShouldBe(5);
    }

    [Fact]
    public async Task Post_LongPlainAnswer_PassesThroughWithUsage()
    {
        const string Usage = """{"prompt_tokens":1,"completion_tokens":9}""";
        var text = $$"""{"pad":"{{new string('x', 500_000)}}","usage":{{Usage}} }""";
        await using var scene = await Scene.StartAsync(AgentScripts.Json(text));

        using var answer = await scene.PostAsync(Scene.Hello);

        (await answer.Content.ReadAsStringAsync()).ShouldBe(text);
        (await scene.MeteredAsync()).OutputTokens.ShouldBe(9);
    }

    [Fact]
    public async Task Post_BackendRefuses_PassesItsAnswerOn()
    {
        const string Refusal = """{"error":{"message":"bad grammar","type":"BadRequestError","code":400}}""";
        await using var scene = await Scene.StartAsync(AgentScripts.Json(Refusal, 422));

        using var answer = await scene.PostAsync(Scene.HelloStream);

        ((int)answer.StatusCode).ShouldBe(422);
        (await answer.Content.ReadAsStringAsync()).ShouldBe(Refusal);
        (await scene.Grains.NextReleaseAsync()).Outcome.ShouldBe(LeaseOutcome.ClientFault);
    }

    [Theory]
    [InlineData(Scene.ChatPath)]
    [InlineData("/v1/completions")]
    [InlineData("/v1/embeddings")]
    [InlineData("/v1/rerank")]
    [InlineData("/v1/score")]
    public async Task Post_KeyOfAnotherProject_Is403(string path)
    {
        await using var scene = await Scene.StartAsync();

        using var answer = await scene.PostAsync(Scene.Hello, path, SceneGrains.ForeignKey);

        (await answer.ErrorAsync()).ShouldBe((403, "authorization_error", "cross_project_access", null));
    }

    [Theory]
    [InlineData("/v1/models")]
    [InlineData("/v1/models/served/model")]
    public async Task GetModels_KeyOfAnotherProject_Is403(string path)
    {
        await using var scene = await Scene.StartAsync();

        using var answer = await scene.SendAsync(
            HttpMethod.Get, $"/{SceneGrains.Project}/{SceneGrains.Slug}{path}", SceneGrains.ForeignKey);

        (await answer.ErrorAsync()).ShouldBe((403, "authorization_error", "cross_project_access", null));
    }

    [Fact]
    public async Task GetModels_Endpoint_ListsItsModel()
    {
        await using var scene = await Scene.StartAsync();
        const string Models = $"/{SceneGrains.Project}/{SceneGrains.Slug}/v1/models";

        using var list = await scene.SendAsync(HttpMethod.Get, Models);
        using var one = await scene.SendAsync(HttpMethod.Get, Models + "/served/model");
        using var other = await scene.SendAsync(HttpMethod.Get, Models + "/other");

        var expected = JsonNode.Parse(
            $$"""{"id":"served/model","object":"model","created":86400,"owned_by":"{{SceneGrains.Project}}"}""");
        JsonNode.DeepEquals((await list.JsonAsync())["data"]![0], expected).ShouldBeTrue();
        JsonNode.DeepEquals(await one.JsonAsync(), expected).ShouldBeTrue();
        (await other.ErrorAsync()).ShouldBe((404, "invalid_request_error", "model_not_found", "model"));
    }

    [Fact]
    public async Task Post_UnknownEndpoint_Is404()
    {
        await using var scene = await Scene.StartAsync();

        using var answer = await scene.SendAsync(
            HttpMethod.Post, $"/{SceneGrains.Project}/nothing{Scene.ChatPath}", content: new StringContent("{}"));

        (await answer.ErrorAsync()).Code.ShouldBe("endpoint_not_found");
    }

    [Fact]
    public async Task Post_NoAgentCouldServe_IsRefusedAtOnce()
    {
        await using var scene = await Scene.StartAsync();

        using var answer = await scene.PostAsync(Scene.Hello);

        (await answer.ErrorAsync()).ShouldBe((503, "service_error", "no_agent_available", null));
    }

    [Theory]
    [InlineData(RouteOutcome.ModelLoading, 503, "model_loading")]
    [InlineData(RouteOutcome.ContextTooLong, 400, "context_length_exceeded")]
    public async Task Post_RouterRefuses_SaysWhy(RouteOutcome outcome, int status, string code)
    {
        await using var scene = await Scene.StartAsync();
        scene.Grains.Route = _ => SceneGrains.Undecided(outcome);

        using var answer = await scene.PostAsync(Scene.Hello);

        var error = await answer.ErrorAsync();
        (error.Status, error.Code).ShouldBe((status, code));
    }
}
