using System.Net;
using System.Net.WebSockets;
using Xerotier.ApiHost.Tests.Inference;
using Xerotier.Grains.Agents;
using Xerotier.Grains.Requests;
using Xerotier.Protocol.Agents;
using Xerotier.TestKit.Agents;

namespace Xerotier.ApiHost.Tests.Tunnels;

public sealed class TunnelTests
{
    [Fact]
    public async Task Post_AgentBehindATunnel_IsServedThroughIt()
    {
        await using var scene = await StartAsync();
        var agent = scene.Grains.Agents[0];

        await using var bridge = await OpenAsync(scene, agent);
        var address = await AttachedAsync(scene);
        scene.Grains.Route = _ => Through(agent, address);
        using var plain = await scene.PostAsync(Scene.Hello);
        using var streamed = await scene.PostAsync(Scene.HelloStream);

        (await plain.Content.ReadAsStringAsync()).ShouldBe(AgentScripts.Completion);
        (await streamed.EventsAsync()).ShouldBe([AgentScripts.Chunk("a"), "[DONE]"]);
    }

    [Fact]
    public async Task Close_Tunnel_IsToldAndLaterRequestsFailAtOnce()
    {
        await using var scene = await StartAsync();
        var agent = scene.Grains.Agents[0];
        var bridge = await OpenAsync(scene, agent);
        var address = await AttachedAsync(scene);

        await bridge.DisposeAsync();

        var detached = await Wait.ForAsync(
            "the tunnel to be detached", scene.Grains.Detached.Reader.ReadAsync().AsTask());
        detached.ShouldBe(address);
        scene.Grains.Route = query => query.ExcludedAgents.IsEmpty
            ? Through(agent, address)
            : SceneGrains.Undecided(RouteOutcome.NoAgent);
        using var answer = await scene.PostAsync(Scene.Hello);
        (await answer.ErrorAsync()).Code.ShouldBe("agent_failed");
    }

    [Fact]
    public async Task Open_SecondTunnelOfAnAgent_ReplacesTheFirst()
    {
        await using var scene = await StartAsync();
        var agent = scene.Grains.Agents[0];
        await using var first = await OpenAsync(scene, agent);
        var older = await AttachedAsync(scene);

        await using var second = await OpenAsync(scene, agent);
        await Wait.ForAsync("the first tunnel to close", first.Closed);

        var newer = older;
        while (newer.Epoch == older.Epoch)
        {
            newer = await AttachedAsync(scene);
        }

        newer.Epoch.ShouldBeGreaterThan(older.Epoch);
        scene.Grains.Route = _ => Through(agent, older);
        using var answer = await scene.PostAsync(Scene.Hello);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Open_HostIsFull_IsRefused()
    {
        await using var scene = await StartAsync(("Tunnels:MaxTunnels", "1"));
        await using var first = await OpenAsync(scene, scene.Grains.Agents[0]);
        await AttachedAsync(scene);
        await using var other = await ScriptedAgent.StartAsync(AgentScripts.Dies);

        await Should.ThrowAsync<WebSocketException>(() => OpenAsync(scene, other));
    }

    [Fact]
    public async Task Open_WrongToken_IsRefused()
    {
        await using var scene = await StartAsync();

        using var answer = await scene.SendAsync(HttpMethod.Get, AgentProtocol.TunnelPath, "xat_wrong");

        (await answer.ErrorAsync()).ShouldBe((401, "authentication_error", "invalid_agent_token", null));
    }

    [Fact]
    public async Task Open_NoWebSocket_IsRefused()
    {
        await using var scene = await StartAsync();

        using var answer = await scene.SendAsync(
            HttpMethod.Get, AgentProtocol.TunnelPath, SceneGrains.TokenOf(scene.Grains.Agents[0].Id));

        (await answer.ErrorAsync()).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Stop_TunnelOpen_LetsRequestsFinishThenCloses()
    {
        var gate = new TaskCompletionSource();
        await using var scene = await StartAsync();
        var agent = scene.Grains.Agents[0];
        agent.Play(async context =>
        {
            await gate.Task;
            await AgentScripts.Json(AgentScripts.Completion)(context);
        });
        await using var bridge = await OpenAsync(scene, agent);
        var address = await AttachedAsync(scene);
        scene.Grains.Route = _ => Through(agent, address);

        var answering = scene.PostAsync(Scene.Hello);
        await agent.NextRequestAsync();
        var stopping = scene.StopAsync();
        gate.SetResult();
        using var answer = await Wait.ForAsync("the answer", answering);

        (await answer.Content.ReadAsStringAsync()).ShouldBe(AgentScripts.Completion);
        await Wait.ForAsync("the tunnel to close", bridge.Closed);
        await Wait.ForAsync("the host to stop", stopping);
    }

    private static Task<Scene> StartAsync(params (string Name, string Value)[] settings) => Scene.StartAsync(
        TimeProvider.System,
        settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value),
        context => context.Request.Headers.Accept == "text/event-stream"
            ? AgentScripts.Events(AgentScripts.Chunk("a"))(context)
            : AgentScripts.Json(AgentScripts.Completion)(context));

    private static Task<TunnelBridge> OpenAsync(Scene scene, ScriptedAgent agent) => TunnelBridge.OpenAsync(
        new UriBuilder(scene.Client.BaseAddress!) { Scheme = "ws", Path = AgentProtocol.TunnelPath }.Uri,
        AgentProtocol.TunnelSubprotocol,
        SceneGrains.TokenOf(agent.Id),
        agent.Url);

    private static Task<TunnelAddress> AttachedAsync(Scene scene) =>
        Wait.ForAsync("the tunnel to be attached", scene.Grains.Attached.Reader.ReadAsync().AsTask());

    private static RouteReply Through(ScriptedAgent agent, TunnelAddress tunnel) =>
        new(RouteOutcome.Leased, agent.Id, new AgentAddress(null, tunnel), 1, null, 0, false);
}
