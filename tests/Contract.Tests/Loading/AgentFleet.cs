using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OpenAI.Chat;
using Xerotier.Contract.Tests.DotNet;
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

    public ProjectAccount Project { get; private set; } = null!;

    public Uri Root { get; private set; } = null!;

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
        Root = new Uri(line[(line.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..]);
        Project = await CreateProjectAsync("Loading", "model_sharing");
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

    /// <summary>Ends an agent as a power cut would.</summary>
    public Task KillAgentAsync(int agent) => _agents[agent].KillAsync();

    /// <summary>Lets an agent hang.</summary>
    public void FreezeAgent(int agent) => _agents[agent].Freeze();

    /// <summary>An official client of an endpoint.</summary>
    public ChatClient Chat(string slug) => Clients.Chat(new Uri(Root, $"/{Project.Id}/{slug}/v1"), Project.Key);

    /// <summary>Another project.</summary>
    public async Task<ProjectAccount> CreateProjectAsync(string name, params string[] features)
    {
        var project = await SendAsync("/admin/v1/projects", AdminToken, new { name, plan = "paid", features });
        return new ProjectAccount(
            project.GetProperty("id").GetString()!, project.GetProperty("api_key").GetString()!);
    }

    /// <summary>Starts an agent of a project.</summary>
    /// <param name="loadMs">Time that it takes to load a model.</param>
    /// <param name="project">Default the fleet's own.</param>
    /// <param name="platform">Where it reaches the server; default directly.</param>
    /// <param name="decodeMs">Time that it takes for a token.</param>
    public async Task StartAgentAsync(
        int loadMs = 100, ProjectAccount? project = null, Uri? platform = null, int decodeMs = 1)
    {
        var owner = project ?? Project;
        var key = await SendAsync($"/{owner.Id}/v1/management/join-keys", owner.Key, new { name = "agent" });
        await RunAgentAsync(key, platform ?? Root, ["--sim-load-ms", $"{loadMs}", "--sim-decode-ms", $"{decodeMs}"]);
    }

    /// <summary>Starts an agent of the platform with little memory and disk.</summary>
    public async Task StartSharedAgentAsync(string tier, double memoryGigabytes, double diskGigabytes)
    {
        var key = await SendAsync(
            "/admin/v1/join-keys", AdminToken, new { name = "shared", supported_tiers = new[] { tier } });
        await RunAgentAsync(key, Root,
        [
            "--sim-load-ms", "100", "--sim-memory-gb", $"{memoryGigabytes}",
            "--model-cache-max-size-gb", $"{diskGigabytes}",
        ]);
    }

    /// <summary>Where an agent keeps fetched models.</summary>
    public string CacheOf(int agent) => _directory.At($"models-{agent}");

    /// <summary>Loads that an agent began.</summary>
    public int LoadsOf(int agent) => _agents[agent].Output.Split('\n').Count(line => line.Contains("Loading org/"));

    /// <summary>Creates a model that no agent has, and an endpoint of the same name.</summary>
    public async Task<string> CreateModelAsync(string slug)
    {
        var model = await SendAsync(
            $"/{Project.Id}/v1/models", Project.Key, new { name = slug, source = $"hf:org/{slug}" });
        var id = model.GetProperty("id").GetString()!;
        await SendAsync($"/{Project.Id}/v1/endpoints", Project.Key, new { slug, model_id = id });
        return id;
    }

    public async Task PromoteAsync(string model, string version)
    {
        var versions = $"/{Project.Id}/v1/models/{model}/versions";
        await SendAsync(versions, Project.Key, new { version });
        await SendAsync($"{versions}/{version}/promote", Project.Key, null);
    }

    public async Task<Answer> AskAsync(string slug, ProjectAccount? project = null)
    {
        var asker = project ?? Project;
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(Root, $"/{asker.Id}/{slug}/v1/chat/completions"));
        request.Headers.Authorization = new("Bearer", asker.Key);
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

    /// <summary>Posts for a project and answers the body; an error fails with what the server said.</summary>
    public Task<JsonElement> PostAsync(ProjectAccount project, string path, object? body) =>
        SendAsync($"/{project.Id}/v1/{path}", project.Key, body);

    /// <summary>The same for administrators, of the whole platform.</summary>
    public Task<JsonElement> PostAsAdminAsync(string path, object? body) =>
        SendAsync($"/admin/v1/{path}", AdminToken, body);

    /// <summary>Reads something of a project.</summary>
    public async Task<JsonElement> GetAsync(ProjectAccount project, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Root, $"/{project.Id}/v1/{path}"));
        request.Headers.Authorization = new("Bearer", project.Key);
        using var response = await _http.SendAsync(request);
        return JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
    }

    /// <summary>Uploads files as a new model of the fleet's project and waits until it is ready.</summary>
    public async Task<string> UploadAsync(string name, params (string Path, byte[] Content)[] files)
    {
        byte[] content = [.. files.SelectMany(file => file.Content)];
        var created = await PostAsync(Project, "uploads", new
        {
            purpose = "model",
            filename = name,
            bytes = content.Length,
            files = files.Select(file => new { path = file.Path, bytes = file.Content.Length }),
        });
        var upload = $"uploads/{created.GetProperty("id").GetString()}";
        using var part = new HttpRequestMessage(
            HttpMethod.Post, new Uri(Root, $"/{Project.Id}/v1/{upload}/parts"));
        part.Headers.Authorization = new("Bearer", Project.Key);
        part.Content = new MultipartFormDataContent { { new ByteArrayContent(content), "data", "blob" } };
        using var sent = await _http.SendAsync(part);
        sent.IsSuccessStatusCode.ShouldBeTrue(await sent.Content.ReadAsStringAsync());
        var completed = await PostAsync(Project, $"{upload}/complete", new { });
        completed.GetProperty("status").GetString().ShouldBe("completed");
        var model = completed.GetProperty("model_id").GetString()!;
        await Deadline.For(ReadyAsync(model), "the model to be ready");
        return model;
    }

    private async Task ReadyAsync(string model)
    {
        while ((await GetAsync(Project, $"models/{model}")).GetProperty("status").GetString() != "ready")
        {
            await Deadline.After(TimeSpan.FromMilliseconds(20));
        }
    }

    private async Task RunAgentAsync(JsonElement joinKey, Uri platform, string[] arguments)
    {
        var number = _agents.Count;
        var agent = ProductPrograms.Agent(_directory.Path,
        [
            "run", "--base-url", platform.AbsoluteUri, "--state-file", _directory.At($"agent-{number}.json"),
            "--join-key", joinKey.GetProperty("key").GetString()!, "--backend", "simulated",
            "--disable-metrics-server", "--model-cache-dir", CacheOf(number), "--sim-prefill-ms", "0",
            "--sim-decode-ms", "1",
            .. arguments,
        ]);
        _agents.Add(agent);
        await agent.LineAsync("The platform has this agent as active");
    }

    private async Task<JsonElement> SendAsync(string path, string key, object? body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Root, path));
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
