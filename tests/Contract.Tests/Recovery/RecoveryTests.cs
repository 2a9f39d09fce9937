using System.Collections.Concurrent;
using OpenAI.Chat;
using Xerotier.Contract.Tests.Backends;
using Xerotier.Contract.Tests.DotNet;
using Xerotier.Contract.Tests.Platforms;
using Xerotier.Contract.Tests.Processes;

namespace Xerotier.Contract.Tests.Recovery;

public sealed class RecoveryTests : IAsyncLifetime
{
    private const string Question = "recovery";
    private readonly ServerPlatform _platform = new();

    public async Task InitializeAsync()
    {
        await _platform.InitializeAsync();
        _platform.Backend.On(Question, (_, context) => Answers.PlainAsync(context));
    }

    public Task DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task Agent_KilledAndStartedAgain_ServesAsTheSameAgent()
    {
        await AskAsync();
        var before = await AgentIdsAsync();

        await _platform.KillAgentAsync();
        await _platform.RestartAgentAsync();

        await AskAsync();
        (await AgentIdsAsync()).ShouldBe(before);
        before.Count.ShouldBe(1);
    }

    // What outlives the server lies in its data directory, which only the embedded engine has.
    [Fact]
    [Trait("Engine", "embedded")]
    public async Task Server_KilledUnderLoad_KeepsWhatItAcknowledged()
    {
        var agents = await AgentIdsAsync();
        var acknowledged = new ConcurrentQueue<Created>();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var load = Enumerable.Range(0, 4).Select(writer => WriteAsync(writer, acknowledged, enough)).ToArray();

        var first = await Deadline.For(Task.WhenAny([enough.Task, .. load]), "forty acknowledged writes");
        await first;
        await _platform.KillServerAsync();
        await Task.WhenAll(load);
        await _platform.RestartServerAsync();

        foreach (var (path, key) in acknowledged)
        {
            await _platform.SendAsync(HttpMethod.Get, path, key);
        }

        (await AgentIdsAsync()).ShouldBe(agents);
        // The agent dials again by itself; until then the request waits in the queue.
        await AskAsync();
    }

    // Creates keys and endpoints until the server is gone; remembers only what was acknowledged.
    private async Task WriteAsync(int writer, ConcurrentQueue<Created> acknowledged, TaskCompletionSource enough)
    {
        const int Enough = 40;
        for (var i = 0; ; i++)
        {
            try
            {
                var slug = $"load-{writer}-{i}";
                var key = await _platform.CreateKeyAsync(_platform.Project);
                acknowledged.Enqueue(new Created($"/{_platform.Project.Id}/v1/endpoints", key));
                await _platform.CreateEndpointAsync(_platform.Project, slug);
                acknowledged.Enqueue(new Created(
                    $"/{_platform.Project.Id}/v1/endpoints/{slug}", _platform.Project.Key));
            }
            catch (HttpRequestException)
            {
                return;
            }

            if (acknowledged.Count >= Enough)
            {
                enough.TrySetResult();
            }
        }
    }

    private async Task AskAsync()
    {
        ChatCompletion completion = await Clients.Chat(_platform.Endpoint, _platform.Project.Key)
            .CompleteChatAsync(Question);
        completion.Content[0].Text.ShouldBe("one two three");
    }

    private async Task<List<string>> AgentIdsAsync()
    {
        var list = await _platform.SendAsync(
            HttpMethod.Get, $"/{_platform.Project.Id}/v1/management/agents", _platform.Project.Key);
        return list.GetProperty("data").EnumerateArray()
            .Select(agent => agent.GetProperty("id").GetString()!)
            .ToList();
    }

    /// <summary>Something acknowledged: a path that must answer, and the key to read it with.</summary>
    private sealed record Created(string Path, string Key);
}
