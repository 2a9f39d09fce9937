using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Xerotier.Agent.Backends;
using Xerotier.Agent.Backends.Simulated;
using Xerotier.Agent.Prefixes;

namespace Xerotier.Agent.Tests.Backends.Simulated;

/// <summary>The simulated backend without a network.</summary>
internal sealed class SimulatedServer : IAsyncDisposable
{
    private readonly AgentMetrics _metrics = new();
    private readonly SimulatedBackend _backend;

    public SimulatedServer(SimulatedOptions? options = null)
    {
        var clock = new AgentClock(TimeProvider.System, new Random(1));
        _backend = new SimulatedBackend(
            options ?? TestAgent.Instant(), new Pace(clock.Time, _metrics), new HeldPrefixes(clock), clock);
    }

    public async Task<(int Status, string Text)> PostAsync(string path, string json)
    {
        var context = new DefaultHttpContext();
        context.Request.Path = path;
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(json));
        var answer = new MemoryStream();
        context.Response.Body = answer;
        await _backend.ServeAsync(context, CancellationToken.None).Within("the backend's answer");
        return (context.Response.StatusCode, Encoding.UTF8.GetString(answer.ToArray()));
    }

    /// <summary>Posts what must succeed; members of <paramref name="extra"/> come after the model's.</summary>
    public async Task<JsonElement> AskAsync(string path, string extra)
    {
        var (status, text) = await PostAsync(path, $$"""{"model":"simulated",{{extra}}}""");
        status.ShouldBe(200, text);
        return JsonDocument.Parse(text).RootElement;
    }

    public Task<JsonElement> ChatAsync(string extra, string content = "Hello") =>
        AskAsync("/v1/chat/completions", Members(extra, content));

    /// <summary>The JSON of each SSE frame; the last frame must be <c>[DONE]</c>.</summary>
    public async Task<List<JsonElement>> StreamAsync(string extra, string content = "Hello")
    {
        var (status, text) = await PostAsync(
            "/v1/chat/completions", $$"""{"model":"simulated","stream":true,{{Members(extra, content)}}}""");
        status.ShouldBe(200, text);
        var frames = text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        frames[^1].ShouldBe("data: [DONE]");
        return [.. frames[..^1].Select(frame => JsonDocument.Parse(frame["data: ".Length..]).RootElement)];
    }

    private static string Members(string extra, string content)
    {
        var messages = $"\"messages\":[{{\"role\":\"user\",\"content\":{JsonSerializer.Serialize(content)}}}]";
        return extra.Length > 0 ? $"{messages},{extra}" : messages;
    }

    public async ValueTask DisposeAsync()
    {
        await _backend.DisposeAsync();
        _metrics.Dispose();
    }
}
