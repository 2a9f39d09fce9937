using System.Net.Http.Json;
using Xerotier.Contract.Tests.Backends;
using Xerotier.Contract.Tests.Platforms;
using Xerotier.Contract.Tests.Processes;

namespace Xerotier.Contract.Tests.Proxies;

/// <summary>The example configuration of nginx: TLS outside, streams unbuffered, tunnels upgraded.</summary>
[Trait("Requires", "nginx")]
public sealed class NginxTests : IAsyncLifetime
{
    private readonly ServerPlatform _platform = new("--Server:KnownProxies:0", "127.0.0.1");

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
    });

    private NginxServer? _nginx;

    public async Task InitializeAsync()
    {
        await _platform.InitializeAsync();
        _nginx = await NginxServer.StartAsync(_platform.Root);
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        if (_nginx is not null)
        {
            await _nginx.DisposeAsync();
        }

        await _platform.DisposeAsync();
    }

    [Fact]
    public async Task Stream_ThroughNginx_ArrivesTokenByToken()
    {
        var scene = _platform.Backend.On("nginx-held", async (scene, context) =>
        {
            await Answers.ChunkAsync(context, "one ");
            await scene.CueAsync(context);
            await Answers.ChunkAsync(context, "two");
            await Answers.EndAsync(context);
        });

        var lines = await AskAsync(scene);
        (await NextAsync(lines)).ShouldContain("one ");
        // Only a first token that was seen lets the backend produce the last one.
        scene.GiveCue();
        (await NextAsync(lines)).ShouldContain("two");
    }

    [Fact]
    public async Task Tunnel_ThroughNginx_CarriesRequests()
    {
        var tunnel = await _platform.EnrolAgentThroughAsync(_nginx!.Url);
        tunnel.Scheme.ShouldBe(Uri.UriSchemeWss);
        tunnel.Authority.ShouldBe(_nginx.Url.Authority);
        var scene = _platform.Backend.On("nginx-tunnel", async (_, context) =>
        {
            await Answers.ChunkAsync(context, "through");
            await Answers.EndAsync(context);
        });

        (await NextAsync(await AskAsync(scene))).ShouldContain("through");
    }

    private async Task<StreamReader> AskAsync(Scene scene)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(_nginx!.Url, $"{_platform.Endpoint.AbsolutePath}/chat/completions"));
        request.Headers.Authorization = new("Bearer", _platform.Project.Key);
        request.Content = JsonContent.Create(new
        {
            model = "any",
            messages = new[] { new { role = "user", content = scene.Name } },
            stream = true,
        });
        var answer = await Deadline.For(
            _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead), "the head of the answer");
        answer.IsSuccessStatusCode.ShouldBeTrue(answer.StatusCode.ToString());
        return new StreamReader(await answer.Content.ReadAsStreamAsync());
    }

    private static async Task<string> NextAsync(StreamReader lines)
    {
        while (await Deadline.For(lines.ReadLineAsync(), "a line of the stream") is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new EndOfStreamException("The stream ended early.");
    }
}
