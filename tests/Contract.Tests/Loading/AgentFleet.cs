using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xerotier.Contract.Tests.Platforms;
using Xerotier.Contract.Tests.Processes;
using Xerotier.TestKit;

namespace Xerotier.Contract.Tests.Loading;

/// <summary>A server, a project, and simulated agents that have nothing loaded.</summary>
internal sealed class AgentFleet : IAsyncDisposable
{
    private const string AdminToken = "xadm_contract-tests-0123456789abcdef0123456789abcdef";
    private readonly TemporaryDirectory _directory = new();
    private readonly HttpClient _http = new();
    private readonly List<RunningProgram> _agents = [];
    private RunningProgram? _server;
    private ProjectAccount _project = null!;
    private Uri _root = null!;

    /// <summary>What all programs printed.</summary>
    public string Output => string.Join('\n', _agents.Append(_server!).Select(program => program.Output));

    /// <param name="wait">How long requests wait for loads.</param>
    public async Task StartServerAsync(TimeSpan wait)
    {
        _server = ProductPrograms.Server(
            _directory.Path,
            ["--urls", "http://127.0.0.1:0", "--data", _directory.At("data"), "--Loading:Wait", $"{wait}"],
            new Dictionary<string, string> { ["XEROTIER_ADMIN_TOKEN"] = AdminToken });
        const string mark = "Now listening on: ";
        var line = await _server.LineAsync(mark);
        _root = new Uri(line[(line.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..]);
        var project = await SendAsync("/admin/v1/projects", AdminToken, new { name = "Loading", plan = "paid" });
        _project = new ProjectAccount(
            project.GetProperty("id").GetString()!, project.GetProperty("api_key").GetString()!);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var program in _agents.Append(_server).OfType<RunningProgram>())
        {
            await program.DisposeAsync();
        }

        _http.Dispose();
        _directory.Dispose();
    }

    public async Task StartAgentAsync(int loadMs = 100)
    {
        var number = _agents.Count;
        var key = await SendAsync(
            $"/{_project.Id}/v1/management/join-keys", _project.Key, new { name = $"agent {number}" });
        var agent = ProductPrograms.Agent(_directory.Path,
        [
            "run", "--base-url", _root.AbsoluteUri, "--state-file", _directory.At($"agent-{number}.json"),
            "--join-key", key.GetProperty("key").GetString()!, "--backend", "simulated", "--disable-metrics-server",
            "--model-cache-dir", _directory.At($"models-{number}"), "--sim-load-ms", $"{loadMs}",
            "--sim-prefill-ms", "0",
            "--sim-decode-ms", "1",
        ]);
        _agents.Add(agent);
        await agent.LineAsync("The platform has this agent as active");
    }

    /// <summary>Loads that an agent began.</summary>
    public int LoadsOf(int agent) => _agents[agent].Output.Split('\n').Count(line => line.Contains("Loading org/"));

    /// <summary>Creates a model that no agent has, and an endpoint of the same name.</summary>
    public async Task<string> CreateModelAsync(string slug)
    {
        var model = await SendAsync(
            $"/{_project.Id}/v1/models", _project.Key, new { name = slug, source = $"hf:org/{slug}" });
        var id = model.GetProperty("id").GetString()!;
        await SendAsync($"/{_project.Id}/v1/endpoints", _project.Key, new { slug, model_id = id });
        return id;
    }

    public async Task PromoteAsync(string model, string version)
    {
        var versions = $"/{_project.Id}/v1/models/{model}/versions";
        await SendAsync(versions, _project.Key, new { version });
        await SendAsync($"{versions}/{version}/promote", _project.Key, null);
    }

    public async Task<Answer> AskAsync(string slug)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(_root, $"/{_project.Id}/{slug}/v1/chat/completions"));
        request.Headers.Authorization = new("Bearer", _project.Key);
        request.Content = JsonContent.Create(new
        {
            model = slug,
            max_tokens = 4,
            messages = new[] { new { role = "user", content = "Hello" } },
        });
        using var response = await _http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        var version = response.StatusCode == HttpStatusCode.OK
            ? JsonSerializer.Deserialize<JsonElement>(body).GetProperty("system_fingerprint").GetString()!
                .Split('_')[^1]
            : null;
        return new Answer(response.StatusCode, version, response.Headers.RetryAfter?.Delta, body);
    }

    private async Task<JsonElement> SendAsync(string path, string key, object? body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_root, path));
        request.Headers.Authorization = new("Bearer", key);
        request.Content = body is null ? null : JsonContent.Create(body);
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{path} answered {(int)response.StatusCode}: {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    /// <summary>An answer to a chat.</summary>
    internal sealed record Answer(HttpStatusCode Status, string? Version, TimeSpan? RetryAfter, string Body);
}
