using System.Text.Json;
using Xerotier.Contract.Tests.Processes;
using Xerotier.TestKit;

namespace Xerotier.Contract.Tests.Platforms;

/// <summary>The demo as its own process, shared by the tests of one collection.</summary>
public sealed class DemoPlatform : IAsyncLifetime
{
    private readonly TemporaryDirectory _data = new();
    private RunningProgram? _server;
    private JsonElement _demo;

    public Uri Root => new(_demo.GetProperty("base_url").GetString()!);

    public string Project => _demo.GetProperty("project_id").GetString()!;

    public string ApiKey => _demo.GetProperty("api_key").GetString()!;

    public string AdminToken => _demo.GetProperty("admin_token").GetString()!;

    /// <summary>The base URL of the endpoint for a task mode: <c>chat</c>, <c>embed</c> or <c>score</c>.</summary>
    public Uri Endpoint(string taskMode) =>
        new(Root, $"/{Project}/{_demo.GetProperty("endpoints").GetProperty(taskMode).GetString()}/v1");

    public async Task InitializeAsync()
    {
        _server = ProductPrograms.Server(
            _data.Path, ["--demo", "--urls", "http://127.0.0.1:0", "--data", _data.Path]);
        await _server.LineAsync("curl ");
        _demo = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(_data.At("demo.json")));
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _data.Dispose();
    }
}
