using System.Net;
using System.Text.Json.Nodes;
using Xerotier.TestKit;

namespace Xerotier.ApiHost.Tests.Demo;

/// <summary>
/// The demo in this process: its agent enrols and serves through a real tunnel. It keeps its data in a directory, which
/// only the embedded engine can.
/// </summary>
[Trait("Engine", "embedded")]
public sealed class DemoTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Demo_Ready_AnswersAChatAndSurvivesARestart()
    {
        var first = await RunAsync(async file =>
        {
            var endpoints = file["endpoints"]!.AsObject().Select(mode => mode.Key);
            endpoints.ShouldBe(["chat", "embed", "score"]);
            (await ChatAsync(file)).ShouldContain("\"finish_reason\"");
        });

        var second = await RunAsync(async file => (await ChatAsync(file)).ShouldContain("\"finish_reason\""));

        foreach (string kept in (string[])["project_id", "api_key", "admin_token"])
        {
            ((string)second[kept]!).ShouldBe((string)first[kept]!);
        }
    }

    private async Task<JsonNode> RunAsync(Func<JsonNode, Task> use)
    {
        string path = _directory.At("demo.json");
        await using var app = XerotierHost.Build(
            ["--demo", "--data", _directory.Path, "--urls", "http://127.0.0.1:0"]);
        using var watcher = new FileSystemWatcher(_directory.Path, "demo.json") { EnableRaisingEvents = true };
        var announced = new TaskCompletionSource();
        watcher.Renamed += (_, _) => announced.TrySetResult();
        await app.StartAsync();
        await Wait.ForAsync("demo.json", announced.Task);
        var file = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        await use(file);
        await Wait.ForAsync("the demo to stop", app.StopAsync());
        return file;
    }

    private static async Task<string> ChatAsync(JsonNode file)
    {
        using var http = new HttpClient { BaseAddress = new Uri((string)file["base_url"]!) };
        var client = new ApiClient(http, (string)file["api_key"]!);
        (await client.GetAsync("/healthz")).Status.ShouldBe(HttpStatusCode.OK);
        var answer = await client.PostAsync(
            $"/{file["project_id"]}/{file["endpoints"]!["chat"]}/v1/chat/completions",
            """{"model":"m","max_tokens":5,"messages":[{"role":"user","content":"Hello"}]}""");
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Content);
        return answer.Content;
    }
}
