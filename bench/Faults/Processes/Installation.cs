using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Xerotier.Faults.Processes;

/// <summary>A server and agents with the simulated backend, each a process of its own, behind one endpoint.</summary>
internal sealed class Installation : IAsyncDisposable
{
    /// <summary>The served model.</summary>
    public const string Model = "bench";

    private const string AdminToken = "xadm_bench-only-0123456789abcdef";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(90);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly string _directory;
    private readonly IReadOnlyList<string> _backend;
    private readonly IReadOnlyList<string> _settings;
    private readonly int _port = Ports.Free();
    private ProductProcess? _host;
    private int _started;

    private Installation(string directory, IReadOnlyList<string> backend, IReadOnlyList<string> settings) =>
        (_directory, _backend, _settings) = (directory, backend, settings);

    public ProductProcess Host => _host!;

    /// <summary>Every agent that was started and is not gone.</summary>
    public List<BenchAgent> Agents { get; } = [];

    /// <summary>Where the server is.</summary>
    public Uri Root => new($"http://127.0.0.1:{_port}/");

    /// <summary>The endpoint's base URL.</summary>
    public Uri Endpoint => new(Root, $"/{Project}/{Model}/v1/");

    public string Project { get; private set; } = "";

    public string Key { get; private set; } = "";

    /// <summary>Starts a server and sets it up.</summary>
    /// <param name="directory">An empty folder for its data.</param>
    /// <param name="backend">Further arguments of agents.</param>
    /// <param name="settings">Further arguments of the server.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<Installation> StartAsync(
        string directory,
        IReadOnlyList<string> backend,
        IReadOnlyList<string> settings,
        CancellationToken cancellationToken)
    {
        var installation = new Installation(directory, backend, settings);
        try
        {
            await installation.StartHostAsync(cancellationToken);
            var project = await installation.SendAsync(
                HttpMethod.Post, "/admin/v1/projects", AdminToken, new { name = "Bench", plan = "paid" });
            installation.Project = project.GetProperty("id").GetString()!;
            installation.Key = project.GetProperty("api_key").GetString()!;
            return installation;
        }
        catch
        {
            await installation.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the server, also again on the same data.</summary>
    public async Task StartHostAsync(CancellationToken cancellationToken)
    {
        var before = _host;
        _host = ProductProcess.Start(
            "ApiHost",
            "xerotier.dll",
            _directory,
            ["--urls", Root.AbsoluteUri.TrimEnd('/'), "--data", Path.Combine(_directory, "data"), .. _settings],
            new Dictionary<string, string> { ["XEROTIER_ADMIN_TOKEN"] = AdminToken });
        if (before is not null) await before.DisposeAsync();
        await _host.AnswersAsync(new Uri(Root, "/healthz"), StartTimeout, cancellationToken);
    }

    /// <summary>Starts an agent and waits until the server routes to it.</summary>
    public async Task<BenchAgent> StartAgentAsync(CancellationToken cancellationToken)
    {
        var created = await SendAsync(
            HttpMethod.Post, $"/{Project}/v1/management/join-keys", Key, new { name = "bench" });
        string name = string.Create(CultureInfo.InvariantCulture, $"agent{++_started}");
        var relay = new TcpRelay(_port);
        var process = ProductProcess.Start(
            "Agent",
            "xerotier-xim-agent.dll",
            _directory,
            [
                "run", "--base-url", relay.Url.AbsoluteUri, "--join-key", created.GetProperty("key").GetString()!,
                "--name", name, "--state-file", Path.Combine(_directory, name + ".json"),
                "--backend", "simulated", "--model", Model, "--disable-metrics-server", "--log-level", "warning",
                .. _backend,
            ]);
        var agent = new BenchAgent(name, process, relay);
        Agents.Add(agent);
        await UntilAsync(
            $"{name} is active",
            async () => (await StatesAsync()).GetValueOrDefault(name) == "active",
            cancellationToken);
        return agent;
    }

    /// <summary>Creates the endpoint; a model must be on an agent already.</summary>
    public async Task CreateEndpointAsync()
    {
        var model = await SendAsync(HttpMethod.Post, $"/{Project}/v1/models", Key, new { name = Model });
        await SendAsync(
            HttpMethod.Post,
            $"/{Project}/v1/endpoints",
            Key,
            new { slug = Model, model_id = model.GetProperty("id").GetString() });
    }

    /// <summary>States of the agents as the server has them, by name.</summary>
    public async Task<Dictionary<string, string>> StatesAsync()
    {
        var list = await SendAsync(HttpMethod.Get, AgentsPath + "?limit=100", Key);
        return list.GetProperty("data").EnumerateArray().DistinctBy(NameOf).ToDictionary(
            NameOf, agent => agent.GetProperty("state").GetString()!);
    }

    /// <summary>The agent that has most requests now.</summary>
    public async Task<BenchAgent> BusiestAgentAsync()
    {
        var list = await SendAsync(HttpMethod.Get, AgentsPath + "?limit=100", Key);
        var loads = await Task.WhenAll(list.GetProperty("data").EnumerateArray().Select(async agent =>
        {
            var one = await SendAsync(HttpMethod.Get, $"{AgentsPath}/{agent.GetProperty("id").GetString()}", Key);
            return (Name: NameOf(one), Leases: one.GetProperty("load").GetProperty("in_flight").GetInt32());
        }));
        string busiest = loads.MaxBy(load => load.Leases).Name;
        return Agents.Single(agent => agent.Name == busiest);
    }

    /// <summary>A figure of the server's metrics; 0 when it is not there.</summary>
    public async Task<double> MetricAsync(string name, CancellationToken cancellationToken)
    {
        string text = await _http.GetStringAsync(new Uri(Root, "/metrics"), cancellationToken);
        return text.Split('\n')
            .Where(line => line.StartsWith(name, StringComparison.Ordinal) && line.Length > name.Length
                && line[name.Length] is ' ' or '{')
            .Sum(line => double.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture));
    }

    /// <summary>Looks again until something holds.</summary>
    /// <exception cref="TimeoutException">It does not within the time that starting something may take.</exception>
    public static async Task UntilAsync(string what, Func<Task<bool>> holds, CancellationToken cancellationToken)
    {
        var end = DateTime.UtcNow + StartTimeout;
        while (!await holds())
        {
            if (DateTime.UtcNow > end) throw new TimeoutException($"Waited {StartTimeout} in vain until {what}.");
            await Task.Delay(50, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var agent in Agents) await agent.DisposeAsync();
        if (_host is not null) await _host.DisposeAsync();
        _http.Dispose();
    }

    private string AgentsPath => $"/{Project}/v1/management/agents";

    private static string NameOf(JsonElement agent) => agent.GetProperty("name").GetString()!;

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, string key, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Root, path));
        request.Headers.Authorization = new("Bearer", key);
        request.Content = body is null ? null : JsonContent.Create(body);
        using var response = await _http.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? JsonSerializer.Deserialize<JsonElement>(text)
            : throw new InvalidOperationException($"{method} {path} answered {(int)response.StatusCode}: {text}");
    }
}
