using System.Net;
using System.Text.Json;

namespace Xerotier.Agent.Tests.Tunnel;

public sealed class TunnelTests : IAsyncLifetime
{
    private const string Path = "/v1/chat/completions";
    private const string Chat = """{"model":"simulated","messages":[{"role":"user","content":"Hello"}]}""";

    private const string Streamed =
        """{"model":"simulated","stream":true,"messages":[{"role":"user","content":"Hello"}]}""";

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

    [Fact]
    public async Task Chat_Plain_IsAnsweredOverHttp2()
    {
        var tunnel = await StartAsync();

        using var response = await tunnel.PostAsync(Path, Chat);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Version.ShouldBe(HttpVersion.Version20);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        json.RootElement.GetProperty("system_fingerprint").GetString().ShouldBe("fp_simulated");
    }

    [Fact]
    public async Task Chat_Streamed_EndsWithDone()
    {
        var tunnel = await StartAsync();

        using var response = await tunnel.PostAsync(Path, Streamed);

        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        (await response.Content.ReadAsStringAsync()).ShouldEndWith("data: [DONE]\n\n");
    }

    [Fact]
    public async Task Chats_Concurrent_AreAllAnswered()
    {
        var tunnel = await StartAsync();

        var bodies = await Task.WhenAll(Enumerable.Range(0, 32).Select(async i =>
        {
            using var response = await tunnel.PostAsync(Path, i % 2 == 0 ? Chat : Streamed);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            return await response.Content.ReadAsStringAsync();
        })).Within("32 answers");

        bodies.Length.ShouldBe(32);
        bodies.ShouldAllBe(body => body.Contains("fp_simulated"));
    }

    [Fact]
    public async Task Chat_OfAMegabyte_IsAnswered()
    {
        _agent.Options.Simulated.ContextLength = 1_000_000;
        _agent.Options.Simulated.KvBlocks = 100_000;
        var tunnel = await StartAsync();
        var content = new string('x', 1 << 20);

        using var response = await tunnel.PostAsync(Path, Chat.Replace("Hello", content));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Stream_HungUp_LeavesTheBackend()
    {
        _agent.Options.Simulated = TestAgent.Endless();
        var tunnel = await StartAsync();
        var response = await tunnel.PostAsync(Path, Streamed);
        await _platform.NextHeartbeatAsync(beat => beat.Running == 1, "with one request running");

        response.Dispose();

        await _platform.NextHeartbeatAsync(beat => beat.Running == 0, "with nothing running");
    }

    [Fact]
    public async Task Tunnel_Cut_IsDialledAgain()
    {
        var first = await StartAsync();
        await first.AskAsync(Path, Chat);
        first.Cut();

        var second = await _platform.NextTunnelAsync();
        using var response = await second.PostAsync(Path, Chat);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Tunnel_Idle_StaysOpen()
    {
        var tunnel = await StartAsync();
        // Before its first request and after it.
        for (var i = 0; i < 2; i++)
        {
            await _platform.NextHeartbeatAsync(beat => beat.Sequence >= 2 + i, "some seconds later");
            using var response = await tunnel.PostAsync(Path, Chat);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Dial_Refused_IsRetried()
    {
        _platform.RefuseDials = 3;

        var tunnel = await StartAsync();
        using var response = await tunnel.PostAsync(Path, Chat);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        _platform.DialsRefused.ShouldBe(3);
    }

    [Fact]
    public async Task Tunnels_SeveralUrls_AreAllOpened()
    {
        var url = new UriBuilder(_platform.BaseUrl) { Scheme = "ws", Path = "/v1/agents/tunnel" }.Uri;
        _agent.Options.TunnelUrls = [url, url];

        var first = await StartAsync();
        var second = await _platform.NextTunnelAsync();

        foreach (var tunnel in new[] { first, second })
        {
            using var response = await tunnel.PostAsync(Path, Chat);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/")]
    [InlineData("/v1/unknown")]
    public async Task Get_UnknownRoute_Is404(string path)
    {
        var tunnel = await StartAsync();

        using var response = await tunnel.Http.GetAsync(path);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
