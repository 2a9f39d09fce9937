using System.Net.Http.Json;
using System.Text.Json;
using Xerotier.Contract.Tests.Backends;
using Xerotier.Contract.Tests.Processes;
using Xerotier.TestKit;

namespace Xerotier.Contract.Tests.Platforms;

/// <summary>
/// A server with a project, an endpoint and an agent in front of the scripted backend; server and agent are processes
/// of their own that tests may kill and start again on the same data.
/// </summary>
public sealed class ServerPlatform : IAsyncLifetime
{
    private const string AdminToken = "xadm_contract-tests-0123456789abcdef0123456789abcdef";
    private readonly TemporaryDirectory _directory = new();
    private readonly string[] _settings;
    private readonly HttpClient _http = new();
    private RunningProgram? _server;
    private RunningProgram? _agent;

    public ServerPlatform()
        : this([])
    {
    }

    /// <summary>The same with further arguments of the server.</summary>
    internal ServerPlatform(params string[] settings) => _settings = settings;

    public ScriptedBackend Backend { get; private set; } = null!;

    public Uri Root { get; private set; } = null!;

    public ProjectAccount Project { get; private set; } = null!;

    public Uri Endpoint => EndpointOf(Project, "scripted");

    public async Task InitializeAsync()
    {
        Backend = await ScriptedBackend.StartAsync();
        await StartServerAsync("http://127.0.0.1:0");
        Project = await CreateProjectAsync("Contract");
        await StartAgentAsync(await CreateJoinKeyAsync(Project));
        await CreateEndpointAsync(Project, "scripted");
    }

    public async Task DisposeAsync()
    {
        foreach (var program in new[] { _agent, _server }.OfType<RunningProgram>())
        {
            await program.DisposeAsync();
        }

        if (Backend is not null)
        {
            await Backend.DisposeAsync();
        }

        _http.Dispose();
        _directory.Dispose();
    }

    public Uri EndpointOf(ProjectAccount project, string slug) => new(Root, $"/{project.Id}/{slug}/v1");

    /// <summary>Ends the server as a power cut would.</summary>
    public Task KillServerAsync() => _server!.KillAsync();

    /// <summary>Asks the server to stop, as service managers and Kubernetes do.</summary>
    public void TerminateServer() => _server!.Terminate();

    /// <summary>The exit code of a server that ends by itself.</summary>
    public Task<int> ServerExitAsync() => _server!.ExitAsync();

    /// <summary>Starts the server again on the same data and the same address.</summary>
    public Task RestartServerAsync() => StartServerAsync(Root.AbsoluteUri.TrimEnd('/'));

    /// <summary>Ends the agent as a power cut would.</summary>
    public Task KillAgentAsync() => _agent!.KillAsync();

    /// <summary>Starts the agent again; its state file replaces the join key.</summary>
    public Task RestartAgentAsync() => StartAgentAsync(joinKey: null);

    /// <summary>Replaces the agent by one that enrols and dials through a proxy; answers its tunnel's URL.</summary>
    public async Task<Uri> EnrolAgentThroughAsync(Uri proxy)
    {
        await KillAgentAsync();
        await StartAgentAsync(await CreateJoinKeyAsync(Project), "proxied.json", proxy);
        const string mark = "Tunnel open to ";
        var line = await _agent!.LineAsync(mark);
        return new Uri(line[(line.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..]);
    }

    public async Task<ProjectAccount> CreateProjectAsync(string name)
    {
        var project = await SendAsync(HttpMethod.Post, "/admin/v1/projects", AdminToken, new { name, plan = "paid" });
        return new ProjectAccount(
            project.GetProperty("id").GetString()!, project.GetProperty("api_key").GetString()!);
    }

    /// <summary>Calls a management route and answers its body; an error fails with what the server said.</summary>
    public async Task<JsonElement> SendAsync(HttpMethod method, string path, string key, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Root, path));
        request.Headers.Authorization = new("Bearer", key);
        request.Content = body is null ? null : JsonContent.Create(body);
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{method} {path} answered {(int)response.StatusCode}: {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    public async Task CreateEndpointAsync(ProjectAccount project, string slug)
    {
        var model = await SendAsync(
            HttpMethod.Post, $"/{project.Id}/v1/models", project.Key, new { name = ScriptedBackend.Model });
        await SendAsync(HttpMethod.Post, $"/{project.Id}/v1/endpoints", project.Key, new
        {
            slug,
            model_id = model.GetProperty("id").GetString(),
        });
    }

    /// <summary>Creates a key with all scopes and, if wanted, a quota; answers the secret.</summary>
    public async Task<string> CreateKeyAsync(ProjectAccount project, object? quota = null)
    {
        var path = $"/{project.Id}/v1/management/api-keys";
        string[] scopes = ["inference", "management"];
        var created = await SendAsync(HttpMethod.Post, path, project.Key, new { name = "contract", scopes });
        if (quota is not null)
        {
            var id = created.GetProperty("id").GetString();
            await SendAsync(HttpMethod.Put, $"{path}/{id}/quota", project.Key, quota);
        }

        return created.GetProperty("key").GetString()!;
    }

    private async Task<string> CreateJoinKeyAsync(ProjectAccount project)
    {
        var path = $"/{project.Id}/v1/management/join-keys";
        var created = await SendAsync(HttpMethod.Post, path, project.Key, new { name = "contract" });
        return created.GetProperty("key").GetString()!;
    }

    private async Task StartServerAsync(string url)
    {
        _server = ProductPrograms.Server(
            _directory.Path,
            ["--urls", url, "--data", _directory.At("data"), .. _settings],
            new Dictionary<string, string> { ["XEROTIER_ADMIN_TOKEN"] = AdminToken });
        const string mark = "Now listening on: ";
        var line = await _server.LineAsync(mark);
        Root = new Uri(line[(line.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..]);
    }

    private async Task StartAgentAsync(string? joinKey, string stateFile = "enrollment.json", Uri? proxy = null)
    {
        string[] arguments =
        [
            "run", "--base-url", (proxy ?? Root).AbsoluteUri, "--state-file", _directory.At(stateFile), "--insecure",
            "--backend", "openai", "--backend-url", Backend.BaseUrl.AbsoluteUri, "--metrics-port", "0",
        ];
        _agent = ProductPrograms.Agent(
            _directory.Path, joinKey is null ? arguments : [.. arguments, "--join-key", joinKey]);
        await _agent.LineAsync("The platform has this agent as");
    }
}
