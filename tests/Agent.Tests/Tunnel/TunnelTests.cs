using System.Net;
using System.Text.Json;

namespace Xerotier.Agent.Tests.Tunnel;

public sealed class TunnelTests
{
    private const string Chat = """{"model":"simulated","messages":[{"role":"user","content":"Hello"}]}""";

    private const string Streamed =
        """{"model":"simulated","stream":true,"messages":[{"role":"user","content":"Hello"}]}""";

    [Fact]
    public async Task Chat_OverTunnel_IsAnswered()
    {
        await using var platform = await TestPlatform.StartAsync();
        await using var agent = new TestAgent(platform);
        var host = await agent.StartAsync();
        var tunnel = await platform.NextTunnelAsync();
        await host.Ready.Within("the agent to be ready");

        using var response = await tunnel.PostAsync("/v1/chat/completions", Chat);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Version.ShouldBe(HttpVersion.Version20);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        json.RootElement.GetProperty("system_fingerprint").GetString().ShouldBe("fp_simulated");
    }

    [Fact]
    public async Task Stream_OverTunnel_EndsWithDone()
    {
        await using var platform = await TestPlatform.StartAsync();
        await using var agent = new TestAgent(platform);
        await agent.StartAsync();
        var tunnel = await platform.NextTunnelAsync();

        using var response = await tunnel.PostAsync("/v1/chat/completions", Streamed);

        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        var text = await response.Content.ReadAsStringAsync();
        text.ShouldStartWith("data: {\"id\":\"chatcmpl-");
        text.ShouldEndWith("data: [DONE]\n\n");
    }
}
