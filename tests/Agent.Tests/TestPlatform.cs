using System.Net;
using System.Net.Http.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xerotier.Agent.Tests.Models;
using Xerotier.Protocol;
using Xerotier.Protocol.Agents;
using Xerotier.Protocol.Errors;

namespace Xerotier.Agent.Tests;

/// <summary>The platform as an agent sees it, on a loopback socket.</summary>
internal sealed class TestPlatform : IAsyncDisposable
{
    public const string JoinKey = "xjk_test";

    private readonly WebApplication _app;
    private readonly Channel<TestTunnel> _tunnels = Channel.CreateUnbounded<TestTunnel>();
    private readonly Channel<HeartbeatRequest> _heartbeats = Channel.CreateUnbounded<HeartbeatRequest>();
    private readonly Lock _lock = new();
    private bool _joinKeyUsed;
    private int _generation;

    private TestPlatform(WebApplication app)
    {
        _app = app;
        BaseUrl = new Uri(app.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public Uri BaseUrl { get; }

    public Guid AgentId { get; } = Guid.Parse("0f5a8f8a-4c43-4a5d-9d0c-d8a3b1f0c001");

    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Sees the token of each heartbeat and dial that is accepted.</summary>
    public Action<string>? OnToken { get; set; }

    public EnrollRequest? Enrolled { get; private set; }

    public int Refreshes { get; private set; }

    public bool RefuseRefresh { get; set; }

    public int DialsRefused { get; private set; }

    public int RefuseDials { get; set; }

    /// <summary>Heartbeats after which the agent is active.</summary>
    public int PendingBeats { get; set; }

    public ModelFiles Files { get; } = new();

    /// <summary>Most bytes of models that the agent may keep.</summary>
    public long? StorageLimit { get; set; }

    public string CurrentToken => $"xat_{_generation}";

    public static async Task<TestPlatform> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        TestPlatform? platform = null;
        app.UseWebSockets();
        app.UseRouting();
        app.MapPost(AgentProtocol.EnrollPath, (RequestDelegate)(context => platform!.EnrollAsync(context)));
        app.MapPost(AgentProtocol.RefreshPath, (RequestDelegate)(context => platform!.RefreshAsync(context)));
        app.MapPost(AgentProtocol.HeartbeatPath, (RequestDelegate)(context => platform!.HeartbeatAsync(context)));
        app.MapGet(
            AgentProtocol.ModelsPath + "/{model}/versions/{version}",
            (RequestDelegate)(context => platform!.Guard(context, platform.Files.ListAsync)));
        app.MapGet(
            AgentProtocol.ModelsPath + "/{model}/versions/{version}/files/{**path}",
            (RequestDelegate)(context => platform!.Guard(context, platform.Files.SendAsync)));
        app.Map(AgentProtocol.TunnelPath, (RequestDelegate)(context => platform!.TunnelAsync(context)));
        await app.StartAsync();
        return platform = new TestPlatform(app);
    }

    /// <summary>The next tunnel that the agent opens.</summary>
    public Task<TestTunnel> NextTunnelAsync() => _tunnels.Reader.ReadAsync().AsTask().Within("a tunnel");

    /// <summary>The next heartbeat that fits.</summary>
    public Task<HeartbeatRequest> NextHeartbeatAsync(Func<HeartbeatRequest, bool> fits, string what)
    {
        return FindAsync().Within($"a heartbeat {what}");

        async Task<HeartbeatRequest> FindAsync()
        {
            while (true)
            {
                var heartbeat = await _heartbeats.Reader.ReadAsync();
                if (fits(heartbeat)) return heartbeat;
            }
        }
    }

    /// <summary>Makes the agent's token unknown, as when it expired.</summary>
    public void ForgetToken()
    {
        lock (_lock) _generation++;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task EnrollAsync(HttpContext context)
    {
        var request = await context.Request.ReadFromJsonAsync(ProtocolJson.Default.EnrollRequest);
        lock (_lock)
        {
            if (request!.JoinKey == JoinKey && !_joinKeyUsed)
            {
                _joinKeyUsed = true;
                Enrolled = request;
            }
            else
            {
                context.Response.StatusCode = 401;
            }
        }
        await AnswerAsync(context);
    }

    private async Task RefreshAsync(HttpContext context)
    {
        var request = await context.Request.ReadFromJsonAsync(ProtocolJson.Default.RefreshRequest);
        lock (_lock)
        {
            var isRight = request!.RotationToken == $"xrt_{Refreshes}" && !RefuseRefresh;
            if (isRight) (Refreshes, _generation) = (Refreshes + 1, _generation + 1);
            else context.Response.StatusCode = 401;
        }
        await AnswerAsync(context);
    }

    private Task AnswerAsync(HttpContext context)
    {
        if (context.Response.StatusCode != 200)
        {
            return context.Response.WriteAsJsonAsync(
                new ErrorEnvelope(new ErrorBody("no such key", "authentication_error", "invalid_api_key", null)),
                ProtocolJson.Default.ErrorEnvelope);
        }
        var tunnelUrl = $"ws://{BaseUrl.Authority}{AgentProtocol.TunnelPath}";
        var response = new EnrollResponse(
            AgentId, CurrentToken, (DateTimeOffset.UtcNow + TokenLifetime).ToUnixTimeSeconds(), $"xrt_{Refreshes}",
            AgentProtocol.HeartbeatIntervalSeconds, tunnelUrl);
        return context.Response.WriteAsJsonAsync(response, ProtocolJson.Default.EnrollResponse);
    }

    private async Task HeartbeatAsync(HttpContext context)
    {
        if (!IsKnown(context)) return;
        _heartbeats.Writer.TryWrite((await context.Request.ReadFromJsonAsync(ProtocolJson.Default.HeartbeatRequest))!);
        await context.Response.WriteAsJsonAsync(
            new HeartbeatResponse(PendingBeats-- > 0 ? "pending" : "active", StorageLimit),
            ProtocolJson.Default.HeartbeatResponse);
    }

    private async Task TunnelAsync(HttpContext context)
    {
        if (!IsKnown(context)) return;
        if (RefuseDials > DialsRefused)
        {
            DialsRefused++;
            context.Response.StatusCode = 503;
            return;
        }
        var socket = await context.WebSockets.AcceptWebSocketAsync(AgentProtocol.TunnelSubprotocol);
        await using var tunnel = new TestTunnel(socket, context);
        _tunnels.Writer.TryWrite(tunnel);
        await tunnel.Closed;
    }

    private Task Guard(HttpContext context, RequestDelegate next) =>
        IsKnown(context) ? next(context) : Task.CompletedTask;

    private bool IsKnown(HttpContext context)
    {
        if (context.Request.Headers.Authorization == $"Bearer {CurrentToken}")
        {
            OnToken?.Invoke(CurrentToken);
            return true;
        }
        context.Response.StatusCode = 401;
        return false;
    }
}
