using System.Net;
using System.Text.Json;

namespace Xerotier.Agent.Tests.Serving;

public sealed class ServingTests : IAsyncLifetime
{
    private const string Path = "/v1/chat/completions";
    private const string Secret = "a prompt nobody may log";
    private static readonly string Chat =
        $$"""{"model":"simulated","messages":[{"role":"user","content":"{{Secret}}"}]}""";

    private TestPlatform _platform = null!;
    private TestAgent _agent = null!;

    public async Task InitializeAsync()
    {
        _platform = await TestPlatform.StartAsync();
        _agent = new TestAgent(_platform);
    }

    public async Task DisposeAsync()
    {
        await _agent.DisposeAsync();
        await _platform.DisposeAsync();
    }

    private async Task<TestTunnel> StartAsync()
    {
        await _agent.StartAsync();
        return await _platform.NextTunnelAsync();
    }

    private static async Task<string> CodeOfAsync(HttpResponseMessage response)
    {
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("error").GetProperty("code").GetString()!;
    }

    [Fact]
    public async Task Chat_BeyondTheLimit_Is503WithRetryAfter()
    {
        _agent.Options.Simulated = TestAgent.Endless();
        _agent.Options.MaxConcurrentRequests = 1;
        var tunnel = await StartAsync();
        var running = tunnel.PostAsync(Path, Chat);
        await _platform.NextHeartbeatAsync(beat => beat.Running == 1, "with one request running");

        using var response = await tunnel.PostAsync(Path, Chat);

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        (await CodeOfAsync(response)).ShouldBe("agent_busy");
        running.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Chat_LongerThanAllowed_Is504()
    {
        _agent.Options.Simulated = TestAgent.Endless();
        _agent.Options.RequestTimeout = TimeSpan.FromMilliseconds(200);
        var tunnel = await StartAsync();

        using var response = await tunnel.PostAsync(Path, Chat);

        response.StatusCode.ShouldBe(HttpStatusCode.GatewayTimeout);
        (await CodeOfAsync(response)).ShouldBe("agent_timeout");
    }

    [Fact]
    public async Task Stop_WithARequestRunning_DrainsFirst()
    {
        _agent.Options.Simulated = new() { PrefillMsPerToken = 0, DecodeMsPerStep = 100 };
        var tunnel = await StartAsync();
        var running = tunnel.PostAsync(Path, Chat);
        await _platform.NextHeartbeatAsync(beat => beat.Running == 1, "with one request running");

        var stopping = _agent.Host!.StopAsync(CancellationToken.None);

        var farewell = await _platform.NextHeartbeatAsync(beat => beat.Draining, "that says it drains");
        farewell.Running.ShouldBe(1);
        using (var refused = await tunnel.PostAsync(Path, Chat))
            (await CodeOfAsync(refused)).ShouldBe("agent_draining");
        using (var answered = await running) answered.StatusCode.ShouldBe(HttpStatusCode.OK);
        await stopping.Within("the stop");
        (await _agent.Host.Completion.Within("the end")).Code.ShouldBe(AgentExitCodes.Stopped);
    }

    [Fact]
    public async Task Stop_WithAnEndlessRequest_CutsItAtTheLimit()
    {
        _agent.Options.Simulated = TestAgent.Endless();
        _agent.Options.DrainTimeout = TimeSpan.FromMilliseconds(100);
        var tunnel = await StartAsync();
        var running = tunnel.PostAsync(Path, Chat);
        await _platform.NextHeartbeatAsync(beat => beat.Running == 1, "with one request running");

        await _agent.Host!.StopAsync(CancellationToken.None).Within("the stop");

        await Should.ThrowAsync<HttpRequestException>(() => running);
    }

    [Fact]
    public async Task Heartbeat_OfARunningAgent_HasItsFigures()
    {
        _agent.Options.MaxConcurrentRequests = 7;
        var tunnel = await StartAsync();
        await tunnel.AskAsync(Path, Chat.Replace("\"model\"", "\"stream\":true,\"model\""));

        var beat = await _platform.NextHeartbeatAsync(beat => beat.TtftMs is not null, "with a time to first token");

        beat.MaxConcurrentRequests.ShouldBe(7);
        beat.KvUsage.ShouldBe(0);
        beat.KvCapacityTokens.ShouldBe(8192 * 16);
        beat.Sequence.ShouldBeGreaterThan(0);
        beat.Models.ShouldHaveSingleItem().ShouldBe(new("simulated", null, "loaded", 32_768));
    }

    [Fact]
    public async Task Ready_OfAPendingAgent_WaitsUntilItIsActive()
    {
        _platform.PendingBeats = 3;

        var host = await _agent.StartAsync();
        await host.Ready.Within("the agent to be active");

        _platform.PendingBeats.ShouldBeLessThan(0);
    }

    [Fact]
    public async Task Direct_WithoutATunnel_ServesPlainHttp2()
    {
        using var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var address = free.LocalEndpoint.ToString();
        free.Stop();
        _agent.Options.Listen = address;
        _agent.Options.DirectUrl = new Uri($"http://{address}");
        var host = await _agent.StartAsync();
        await host.Ready.Within("the agent to be ready");
        using var http = new HttpClient { BaseAddress = _agent.Options.DirectUrl };
        http.DefaultRequestVersion = HttpVersion.Version20;
        http.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;

        using var response = await http.PostAsync(Path, new StringContent(Chat));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        _platform.Enrolled!.DirectUrl.ShouldBe($"http://{address}/");
    }

    [Fact]
    public async Task Models_Listed_AreThoseOfTheBackend()
    {
        var tunnel = await StartAsync();

        using var json = JsonDocument.Parse(await tunnel.Http.GetStringAsync("/v1/models"));

        json.RootElement.GetProperty("object").GetString().ShouldBe("list");
        var model = json.RootElement.GetProperty("data")[0];
        model.GetProperty("id").GetString().ShouldBe("simulated");
        model.GetProperty("max_model_len").GetInt32().ShouldBe(32_768);
    }

    [Fact]
    public async Task Logs_AfterARequest_HaveLinesButNoPromptAndNoToken()
    {
        var tunnel = await StartAsync();
        await tunnel.AskAsync(Path, Chat);

        var logs = await tunnel.Http.GetStringAsync("/agent/logs");

        logs.ShouldContain("Tunnel open");
        logs.ShouldNotContain(Secret);
        logs.ShouldNotContain("xat_");
    }

    [Fact]
    public async Task Metrics_OnTheirPort_HaveTheFiguresAndNothingElseIsServed()
    {
        _agent.Options.DisableMetricsServer = false;
        _agent.Options.MetricsPort = 0;
        var tunnel = await StartAsync();
        await tunnel.AskAsync(Path, Chat);
        using var http = new HttpClient { BaseAddress = _agent.Host!.MetricsUrl };

        var text = await http.GetStringAsync("/metrics");

        text.ShouldContain("xerotier_agent_num_requests_running{model_name=\"simulated\"} 0\n");
        text.ShouldContain("xerotier_agent_num_requests_waiting{model_name=\"simulated\"} 0\n");
        text.ShouldContain("xerotier_agent_kv_cache_usage_perc{model_name=\"simulated\"} 0\n");
        text.ShouldContain("xerotier_agent_prompt_tokens_total{model_name=\"simulated\"} ");
        text.ShouldContain("xerotier_agent_generation_tokens_total{model_name=\"simulated\"} ");
        text.ShouldContain("xerotier_agent_requests_total{status=\"200\"} 1\n");
        text.ShouldContain("xerotier_agent_tunnels 1\n");
        (await tunnel.Http.GetStringAsync("/agent/metrics")).ShouldContain("xerotier_agent_tunnels 1\n");
        using var wrongDoor = await http.GetAsync("/v1/models");
        wrongDoor.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
