using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Tests.Inference;
using Xerotier.ApiHost.Tunnels;
using Xerotier.Grains.Agents;
using Xerotier.Grains.Requests;
using Xerotier.Protocol.Agents;
using Xerotier.TestKit.Agents;

namespace Xerotier.ApiHost.Tests.Tunnels;

/// <summary>Two hosts of one installation; the agent's tunnel ends at the second.</summary>
public sealed class HostRelayTests : IAsyncLifetime
{
    private readonly SceneGrains _grains = new();
    private Scene _asked = null!;
    private Scene _holder = null!;
    private TunnelBridge _bridge = null!;
    private TunnelAddress _tunnel = null!;

    private ScriptedAgent Agent => _grains.Agents[0];

    public async Task InitializeAsync()
    {
        _holder = await StartAsync(
            ("Tunnels:HostId", "holder"), ("Tunnels:RelayUrl", $"http://127.0.0.1:{FreePort()}"));
        _asked = await StartAsync(("Tunnels:HostId", "asked"));
        _grains.Agents.Add(await ScriptedAgent.StartAsync(AgentScripts.Json(AgentScripts.Completion)));
        _bridge = await TunnelBridge.OpenAsync(
            new UriBuilder(_holder.Client.BaseAddress!) { Scheme = "ws", Path = AgentProtocol.TunnelPath }.Uri,
            AgentProtocol.TunnelSubprotocol,
            SceneGrains.TokenOf(Agent.Id),
            Agent.Url);
        _tunnel = await Wait.ForAsync("the tunnel to be attached", _grains.Attached.Reader.ReadAsync().AsTask());
        _grains.Route = query => query.ExcludedAgents.IsEmpty
            ? new(RouteOutcome.Leased, Agent.Id, new AgentAddress(null, _tunnel), 1, null, 0, false)
            : SceneGrains.Undecided(RouteOutcome.NoAgent);
    }

    public async Task DisposeAsync()
    {
        await _bridge.DisposeAsync();
        await _asked.DisposeAsync();
        await _holder.DisposeAsync();
    }

    [Fact]
    public async Task Post_TunnelEndsAtAnotherHost_IsRelayedWhole()
    {
        using var answer = await _asked.PostAsync(Scene.Hello);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldBe(AgentScripts.Completion);
        var received = await Agent.NextRequestAsync();
        received.Path.ShouldBe("/v1/chat/completions");
        received.Json["messages"]![0]!["content"]!.GetValue<string>().ShouldBe("hi");
        received.Headers[AgentProtocol.ModelHeader].ShouldBe("served/model");
        received.Headers.Keys.ShouldContain(AgentProtocol.RequestIdHeader);
        received.Headers.Keys.ShouldNotContain("Authorization");
    }

    [Fact]
    public async Task Post_Stream_PassesEventsOnAsTheyCome()
    {
        var gate = new TaskCompletionSource();
        Agent.Play(async context =>
        {
            await AgentScripts.BeginAsync(context);
            await AgentScripts.SendAsync(context, AgentScripts.Chunk("a"));
            await gate.Task;
            await AgentScripts.SendAsync(context, "[DONE]");
        });

        using var answer = await Wait.ForAsync("the answer to begin", _asked.PostAsync(Scene.HelloStream));
        await using var body = await answer.Content.ReadAsStreamAsync();
        using var reader = new StreamReader(body);
        var first = await Wait.ForAsync("the first event", reader.ReadLineAsync());
        gate.SetResult();
        var rest = await Wait.ForAsync("the end", reader.ReadToEndAsync());

        first.ShouldBe("data: " + AgentScripts.Chunk("a"));
        rest.ShouldContain("[DONE]");
    }

    [Fact]
    public async Task Post_AgentDiesMidStream_EndsWithAnErrorEvent()
    {
        var gate = new TaskCompletionSource();
        Agent.Play(async context =>
        {
            await AgentScripts.BeginAsync(context);
            await AgentScripts.SendAsync(context, AgentScripts.Chunk("a"));
            await gate.Task;
            context.Abort();
        });

        using var answer = await Wait.ForAsync("the answer to begin", _asked.PostAsync(Scene.HelloStream));
        gate.SetResult();
        var text = await answer.Content.ReadAsStringAsync();

        text.ShouldContain("stream_interrupted");
        text.ShouldNotContain("[DONE]");
        (await _grains.NextReleaseAsync()).Outcome.ShouldBe(LeaseOutcome.AgentFailedLate);
    }

    [Fact]
    public async Task Post_ClientHangsUp_CancelsTheAgentsRequest()
    {
        Agent.Play(AgentScripts.HangAsync);
        using var client = new CancellationTokenSource();

        var asking = _asked.PostAsync(Scene.Hello, cancellation: client.Token);
        var received = await Agent.NextRequestAsync();
        await client.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => asking);
        var aborted = new TaskCompletionSource();
        received.Aborted.Register(aborted.SetResult);
        await Wait.ForAsync("the agent's request to be cancelled", aborted.Task);
    }

    [Fact]
    public async Task Post_TunnelHasEnded_AnotherAgentIsTriedAndNobodyBlamed()
    {
        await _bridge.DisposeAsync();
        await Wait.ForAsync("the tunnel to be detached", _grains.Detached.Reader.ReadAsync().AsTask());

        using var answer = await _asked.PostAsync(Scene.Hello);

        (await answer.ErrorAsync()).Status.ShouldBe(503);
        (await _grains.NextReleaseAsync()).Outcome.ShouldBe(LeaseOutcome.Unused);
        _grains.Queries.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Relay_NewerEpochThanTheTunnels_IsRefused()
    {
        _tunnel = _tunnel with { Epoch = _tunnel.Epoch + 1 };

        using var answer = await _asked.PostAsync(Scene.Hello);

        (await answer.ErrorAsync()).Status.ShouldBe(503);
        Agent.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task Relay_AgentOfAThirdHost_MakesNoSecondHop()
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"{HostHop.Path}/{Guid.NewGuid():D}/1/v1/chat/completions")
        {
            Content = new StringContent("{}"),
        };
        request.Headers.Authorization = _asked.Services.GetRequiredService<HostCredentials>().Header;

        using var answer = await _holder.Client.SendAsync(request);

        (await answer.ErrorAsync()).ShouldBe((503, "service_error", "no_agent_available", null));
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private async Task<Scene> StartAsync(params (string Name, string Value)[] settings)
    {
        var scene = await Scene.StartAsync(
            TimeProvider.System, settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value),
            _grains);
        scene.Services.GetRequiredService<AdminTokens>().Set(Secrets.Hash("xadm_both-hosts-know-it"));
        return scene;
    }
}
