using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Xerotier.Agent.Backends;

namespace Xerotier.Agent.Tests.Backends.OpenAiCompatible;

public sealed class OpenAiBackendTests : IAsyncLifetime
{
    private const string Path = "/v1/chat/completions";
    private const string Chat = """{ "model" : "any", "messages":[], "unknown":[1, 2.50] }""";

    private TestPlatform _platform = null!;
    private TestAgent _agent = null!;
    private ScriptedServer _server = null!;

    public async Task InitializeAsync()
    {
        _platform = await TestPlatform.StartAsync();
        _agent = new TestAgent(_platform);
        _server = await ScriptedServer.StartAsync();
        _agent.Options.Backend = BackendKind.OpenAi;
        _agent.Options.OpenAi.BaseUrl = _server.BaseUrl;
        _agent.Options.OpenAi.ProbeInterval = TimeSpan.FromMilliseconds(100);
    }

    public async Task DisposeAsync()
    {
        await _agent.DisposeAsync();
        await _server.DisposeAsync();
        await _platform.DisposeAsync();
    }

    private async Task<TestTunnel> StartAsync()
    {
        await _agent.StartAsync();
        return await _platform.NextTunnelAsync();
    }

    private static HttpRequestMessage Request(params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new StringContent(Chat),
        };
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return request;
    }

    private static async Task<string> CodeOfAsync(HttpResponseMessage response)
    {
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("error").GetProperty("code").GetString()!;
    }

    [Fact]
    public async Task Request_WithoutHeaders_ChangesTheSaltAlone()
    {
        var tunnel = await StartAsync();

        using var response = await tunnel.PostAsync(Path, Chat);

        _server.LastBody.ShouldBe("{\"cache_salt\":\"none\"," + Chat[1..]);
        _server.LastAuthorization.ShouldBeNull();
    }

    [Fact]
    public async Task Request_WithModelAndSalt_ChangesThemAlone()
    {
        _agent.Options.OpenAi.ApiKey = "backend-key";
        var tunnel = await StartAsync();

        using var response = await tunnel.Http.SendAsync(
            Request(("X-Xerotier-Model", "m1"), ("X-Xerotier-Cache-Salt", "s")));

        _server.LastBody.ShouldBe("{\"cache_salt\":\"s\"," + Chat.Replace("any", "m1")[1..]);
        _server.LastAuthorization.ShouldBe("Bearer backend-key");
    }

    [Theory]
    [InlineData("\"other\"")]
    [InlineData("null")]
    [InlineData("[1]")]
    public async Task Request_WithASaltOfItsOwn_HasTheProjectsInstead(string own)
    {
        var tunnel = await StartAsync();
        using var request = Request(("X-Xerotier-Cache-Salt", "project"));
        request.Content = new StringContent($$"""{"cache_salt":"x","model":"m1","cache_salt":{{own}}}""");

        using var response = await tunnel.Http.SendAsync(request);

        var salts = JsonDocument.Parse(_server.LastBody!).RootElement.EnumerateObject()
            .Where(member => member.Name == "cache_salt").ToList();
        salts[^1].Value.GetString().ShouldBe("project");
    }

    [Fact]
    public async Task Request_WithASaltSecret_CarriesADerivedSalt()
    {
        _agent.Options.OpenAi.SaltSecret = "secret";
        var tunnel = await StartAsync();

        using var response = await tunnel.Http.SendAsync(Request(("X-Xerotier-Cache-Salt", "project")));

        var salt = JsonDocument.Parse(_server.LastBody!).RootElement.GetProperty("cache_salt").GetString();
        salt!.Length.ShouldBe(64);
        salt.ShouldNotContain("project");
    }

    [Fact]
    public async Task Answer_OfTheBackend_PassesByteForByte()
    {
        const string answer = "{ \"odd\" :\t1.000, \"usage\":{\"prompt_tokens\":12,\"completion_tokens\":34} }";
        _server.Script = context =>
        {
            context.Response.ContentType = "application/json; charset=utf-8";
            return context.Response.WriteAsync(answer);
        };
        var tunnel = await StartAsync();

        using var response = await tunnel.PostAsync(Path, Chat.Replace("any", "m1"));

        (await response.Content.ReadAsStringAsync()).ShouldBe(answer);
        response.Content.Headers.ContentType!.ToString().ShouldBe("application/json; charset=utf-8");
        var metrics = await tunnel.Http.GetStringAsync("/agent/metrics");
        metrics.ShouldContain("prompt_tokens_total{model_name=\"m1\"} 12\n");
        metrics.ShouldContain("generation_tokens_total{model_name=\"m1\"} 34\n");
    }

    [Fact]
    public async Task Stream_UnderWay_ArrivesBeforeItsEnd()
    {
        var finish = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Script = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("data: {\"first\":1}\n\n");
            await finish.Task;
            await context.Response.WriteAsync("data: [DONE]\n\n");
        };
        var tunnel = await StartAsync();

        using var response = await tunnel.PostAsync(Path, Chat);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        (await reader.ReadLineAsync().Within("the first frame")).ShouldBe("data: {\"first\":1}");
        finish.SetResult();

        (await reader.ReadToEndAsync().Within("the rest")).ShouldBe("\ndata: [DONE]\n\n");
    }

    [Fact]
    public async Task Stream_HungUp_HangsUpOnTheBackend()
    {
        var hungUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Script = async context =>
        {
            context.RequestAborted.Register(() => hungUp.TrySetResult());
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("data: {}\n\n");
            await hungUp.Task;
        };
        var tunnel = await StartAsync();
        var response = await tunnel.PostAsync(Path, Chat);

        response.Dispose();

        await hungUp.Task.Within("the backend to be hung up on");
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(422)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task Error_OfTheBackend_PassesAsItIs(int status)
    {
        _server.Script = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = "7";
            return context.Response.WriteAsync("{\"error\":{\"message\":\"as it is\"}}");
        };
        var tunnel = await StartAsync();

        using var response = await tunnel.PostAsync(Path, Chat);

        ((int)response.StatusCode).ShouldBe(status);
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
        (await response.Content.ReadAsStringAsync()).ShouldBe("{\"error\":{\"message\":\"as it is\"}}");
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Error_AboutTheAgentsKey_IsNotTheClientsFault(int status)
    {
        _server.Script = context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        };
        var tunnel = await StartAsync();

        using var response = await tunnel.PostAsync(Path, Chat);

        response.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        (await CodeOfAsync(response)).ShouldBe("backend_unavailable");
    }

    [Fact]
    public async Task Backend_Away_Is502AndItsModelsAreLoading()
    {
        var tunnel = await StartAsync();
        await _platform.NextHeartbeatAsync(beat => beat.Models is [{ State: "loaded" }, _], "with models loaded");
        await _server.DisposeAsync();

        var beat = await _platform.NextHeartbeatAsync(
            beat => beat.Models is [{ State: "loading" }, ..], "with models loading");

        beat.Models!.Select(model => model.Name).ShouldBe(["m1", "m2"]);
        using var response = await tunnel.PostAsync(Path, Chat);
        response.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
    }

    [Fact]
    public async Task Answer_BrokenOff_ResetsTheStream()
    {
        var breakOff = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Script = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("data: {}\n\n");
            await breakOff.Task;
            context.Abort();
        };
        var tunnel = await StartAsync();
        using var response = await tunnel.PostAsync(Path, Chat);

        breakOff.SetResult();

        await Should.ThrowAsync<HttpRequestException>(() => response.Content.ReadAsStringAsync().Within("the reset"));
    }

    [Fact]
    public async Task Backend_Silent_Is504()
    {
        _agent.Options.OpenAi.IdleTimeout = TimeSpan.FromMilliseconds(200);
        var never = new TaskCompletionSource();
        _server.Script = context => never.Task.WaitAsync(context.RequestAborted);
        var tunnel = await StartAsync();

        using var response = await tunnel.PostAsync(Path, Chat);

        response.StatusCode.ShouldBe(HttpStatusCode.GatewayTimeout);
        (await CodeOfAsync(response)).ShouldBe("backend_timeout");
    }

    [Fact]
    public async Task Models_Chosen_AreOfferedAlone()
    {
        _agent.Options.OpenAi.Models = ["m2"];
        var tunnel = await StartAsync();

        var listed = await tunnel.Http.GetStringAsync("/v1/models");

        listed.ShouldContain("\"m2\"");
        listed.ShouldNotContain("\"m1\"");
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"data\":[{}]}")]
    public async Task Models_Unreadable_AreNoneButTheAgentStaysUp(string models)
    {
        _server.Models = models;
        var tunnel = await StartAsync();

        var listed = await tunnel.Http.GetStringAsync("/v1/models");

        listed.ShouldContain("\"data\":[]");
    }
}
