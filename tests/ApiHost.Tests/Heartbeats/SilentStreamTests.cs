using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;

namespace Xerotier.ApiHost.Tests.Heartbeats;

/// <summary>Replaces the stream provider, which the orleans engine resolves in other ways too.</summary>
[Trait("Engine", "embedded")]
public sealed class SilentStreamTests : IAsyncLifetime
{
    private readonly TestHost _host = new(builder =>
        builder.Services.AddKeyedSingleton<IStreamProvider>("memory", new SilentStreams()));

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Heartbeats_OnASilentStream_ReachTheAgentDirectlyAfterTenSeconds()
    {
        var project = await _host.CreateProjectAsync();
        var enrolled = await _host.As(null).PostAsync(
            "/v1/enroll", $$"""{"join_key":"{{await project.CreateJoinKeyAsync()}}","name":"a"}""");
        string path = $"{project.Root}/management/agents/{enrolled.Text("agent_id")}";
        await BeatAsync(enrolled, 1);
        (await project.Client.GetAsync(path)).Text("state").ShouldBe("pending");

        for (int beat = 2; beat <= 5; beat++)
        {
            _host.Clock.Advance(TimeSpan.FromSeconds(4));
            await BeatAsync(enrolled, beat);
        }

        (await project.Client.GetAsync(path)).Text("state").ShouldBe("active");
    }

    private async Task BeatAsync(ApiAnswer enrolled, int sequence)
    {
        var answer = await _host.As(enrolled.Text("token")).PostAsync(
            "/v1/agents/heartbeat",
            $$"""{"sequence":{{sequence}},"running":0,"waiting":0,"max_concurrent_requests":4}""");
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Content);
    }
}
