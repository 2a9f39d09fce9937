using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Xerotier.Load.Targets;

/// <summary>Sets a fresh installation of ours up by its HTTP API.</summary>
internal sealed class Platform(Uri url, string adminToken) : IDisposable
{
    // A tier limits the requests that run at a time for each of its keys.
    private const int Projects = 32;

    private readonly HttpClient _http = new() { BaseAddress = url, Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>A join key for an agent of the platform's own.</summary>
    public async Task<string> CreateJoinKeyAsync(CancellationToken cancellationToken)
    {
        var created = await SendAsync(
            HttpMethod.Post, "/admin/v1/join-keys", adminToken,
            """{"name":"bench","supported_tiers":["gpu_nvidia_shared"]}""", cancellationToken);
        return (string)created["key"]!;
    }

    /// <summary>Projects with an endpoint each for a model of the platform's agents, and a quota to count.</summary>
    public async Task<IReadOnlyList<Lane>> CreateLanesAsync(string model, CancellationToken cancellationToken)
    {
        var lanes = new List<Lane>();
        for (int i = 0; i < Projects; i++) lanes.Add(await CreateLaneAsync(i, model, cancellationToken));
        return lanes;
    }

    /// <summary>Enrols something that speaks HTTP/2 at an address as one of the platform's agents.</summary>
    /// <returns>The agent's token.</returns>
    public async Task<string> EnrollAsync(Uri directUrl, CancellationToken cancellationToken)
    {
        string joinKey = await CreateJoinKeyAsync(cancellationToken);
        var enrolled = await SendAsync(
            HttpMethod.Post, "/v1/enroll", adminToken,
            $$"""{"join_key":"{{joinKey}}","name":"bench","direct_url":"{{directUrl}}"}""", cancellationToken);
        return (string)enrolled["token"]!;
    }

    /// <summary>Says that an agent is alive and has a model.</summary>
    public Task BeatAsync(string token, long sequence, string model, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Post, "/v1/agents/heartbeat", token,
        $$"""
        {"sequence":{{sequence}},"running":0,"waiting":0,"max_concurrent_requests":4096,
         "models":[{"name":"{{model}}","state":"loaded"}]}
        """, cancellationToken);

    /// <summary>Waits until requests are served.</summary>
    /// <exception cref="InvalidOperationException">The time is up; says what the agent printed.</exception>
    public async Task ServesAsync(
        Lane lane, TimeSpan within, Func<string> agentLog, CancellationToken cancellationToken)
    {
        string refusal = "";
        for (long started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < within;)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, lane.Path + "/chat/completions");
            request.Content = Json("""{"model":"bench","messages":[{"role":"user","content":"hello"}]}""");
            request.Headers.Authorization = AuthenticationHeaderValue.Parse(lane.Headers[0].Split(": ")[1]);
            using var answer = await _http.SendAsync(request, cancellationToken);
            if (answer.IsSuccessStatusCode) return;
            refusal = await answer.Content.ReadAsStringAsync(cancellationToken);
            await Task.Delay(200, cancellationToken);
        }

        throw new InvalidOperationException($"No request was served within {within}: {refusal}\n{agentLog()}");
    }

    public void Dispose() => _http.Dispose();

    private async Task<Lane> CreateLaneAsync(int number, string model, CancellationToken cancellationToken)
    {
        var project = await SendAsync(
            HttpMethod.Post, "/admin/v1/projects", adminToken, $$"""{"name":"Bench {{number}}","plan":"paid"}""",
            cancellationToken);
        var (id, key) = ((string)project["id"]!, (string)project["api_key"]!);
        var created = await SendAsync(
            HttpMethod.Post, $"/{id}/v1/models", key,
            $$"""{"name":"bench","source":"agent:{{model}}","context_length":131072}""", cancellationToken);
        await SendAsync(
            HttpMethod.Post, $"/{id}/v1/endpoints", key,
            $$"""{"slug":"bench","model_id":"{{created["id"]}}","fallback":{"enabled":true} }""", cancellationToken);
        var keys = await SendAsync(HttpMethod.Get, $"/{id}/v1/management/api-keys", key, null, cancellationToken);
        await SendAsync(
            HttpMethod.Put, $"/{id}/v1/management/api-keys/{keys["data"]![0]!["id"]}/quota", key,
            """{"requests":1000000000,"window_seconds":3600}""", cancellationToken);
        return Lane.Of($"/{id}/bench/v1", key);
    }

    private async Task<JsonNode> SendAsync(
        HttpMethod method, string path, string secret, string? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : Json(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        using var answer = await _http.SendAsync(request, cancellationToken);
        string text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode
            ? JsonNode.Parse(text)!
            : throw new InvalidOperationException($"{method} {path} was refused: {text}");
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
