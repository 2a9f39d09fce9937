using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Streams;
using Xerotier.Grains.Agents;

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
    public async Task Heartbeats_OnASilentStream_ReachTheAgentDirectly()
    {
        var project = await _host.CreateProjectAsync();
        var enrolled = await _host.As(null).PostAsync(
            "/v1/enroll", $$"""{"join_key":"{{await project.CreateJoinKeyAsync()}}","name":"a"}""");
        string path = $"{project.Root}/management/agents/{enrolled.Text("agent_id")}";
        await BeatAsync(enrolled, 1);
        (await project.Client.GetAsync(path)).Text("state").ShouldBe("pending");

        // The grain knows of none: it gets the next one at once.
        _host.Clock.Advance(TimeSpan.FromSeconds(2));
        await BeatAsync(enrolled, 2);
        (await project.Client.GetAsync(path)).Text("state").ShouldBe("active");
        for (int beat = 3; beat <= 8; beat++)
        {
            _host.Clock.Advance(TimeSpan.FromSeconds(4));
            await BeatAsync(enrolled, beat);
        }

        // It has one, and the next went to it directly once the stream had been silent for ten seconds.
        var status = await _host.Services.GetRequiredService<IGrainFactory>()
            .GetGrain<IAgentGrain>(enrolled.Text("agent_id")).GetHeartbeatStatusAsync();
        status.LastSequence.ShouldBe(8);
    }

    private async Task BeatAsync(ApiAnswer enrolled, int sequence)
    {
        var answer = await _host.As(enrolled.Text("token")).PostAsync(
            "/v1/agents/heartbeat",
            $$"""{"sequence":{{sequence}},"running":0,"waiting":0,"max_concurrent_requests":4}""");
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Content);
    }
}
