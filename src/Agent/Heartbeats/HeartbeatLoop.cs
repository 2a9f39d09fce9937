using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Xerotier.Agent.Backends;
using Xerotier.Agent.Enrollment;
using Xerotier.Agent.Serving;
using Xerotier.Protocol;
using Xerotier.Protocol.Agents;

namespace Xerotier.Agent.Heartbeats;

/// <summary>Tells the platform every few seconds how the agent is.</summary>
internal sealed partial class HeartbeatLoop(
    HttpClient http,
    AgentIdentity identity,
    IBackend backend,
    Pace pace,
    RequestGate gate,
    AgentLife life,
    AgentMetrics metrics,
    AgentClock clock,
    ILogger<HeartbeatLoop> log)
{
    private const string Pending = "pending";

    /// <summary>A new agent is not routed to until the platform has seen it alive: the first beats are quick.</summary>
    private const int MaxQuickBeats = 20;
    private static readonly TimeSpan QuickInterval = TimeSpan.FromMilliseconds(200);

    private readonly SemaphoreSlim _sending = new(1);
    private long _sequence;
    private string _lastState = "";
    private bool _failing;

    /// <summary>Sends until cancelled.</summary>
    /// <exception cref="AgentFailure">The platform no longer knows this agent.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var interval = TimeSpan.FromSeconds(Math.Max(1, identity.Current.HeartbeatIntervalSeconds));
        for (var i = 0; i < MaxQuickBeats && !await SendAsync(cancellationToken); i++)
            await Task.Delay(QuickInterval, clock.Time, cancellationToken);
        using var timer = new PeriodicTimer(interval, clock.Time);
        while (await timer.WaitForNextTickAsync(cancellationToken)) await SendAsync(cancellationToken);
    }

    /// <summary>Sends one heartbeat; an unreachable platform is logged, not thrown.</summary>
    /// <returns>Whether the platform accepted it and has the agent past its first state.</returns>
    /// <exception cref="AgentFailure">The platform no longer knows this agent.</exception>
    public async Task<bool> SendAsync(CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            var seen = identity.Current;
            var status = await PostAsync(seen, cancellationToken);
            if (status == HttpStatusCode.Unauthorized) await identity.RefreshAsync(seen, cancellationToken);
            return status == HttpStatusCode.OK && _lastState != Pending;
        }
        catch (Exception e) when (AgentHttp.IsTransient(e, cancellationToken) || e is JsonException)
        {
            Failed(e.Message);
            return false;
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task<HttpStatusCode> PostAsync(EnrollmentState seen, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(seen.BaseUrl, AgentProtocol.HeartbeatPath))
        {
            Content = JsonContent.Create(Heartbeat(), ProtocolJson.Default.HeartbeatRequest),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", seen.Token);
        using var response = await http.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            Failed($"{(int)response.StatusCode} {response.ReasonPhrase}");
            return response.StatusCode;
        }
        var answer = await response.Content.ReadFromJsonAsync(
            ProtocolJson.Default.HeartbeatResponse, cancellationToken);
        Accepted(answer?.State ?? "unknown");
        return response.StatusCode;
    }

    private HeartbeatRequest Heartbeat()
    {
        var status = backend.Status;
        var (ttftMs, tpotMs, tokensPerSecond) = pace.Recent();
        return new HeartbeatRequest(
            ++_sequence,
            Math.Max(status.Running ?? 0, gate.Running),
            status.Waiting ?? 0,
            status.KvUsage,
            status.KvCapacityTokens,
            ttftMs,
            tpotMs,
            tokensPerSecond,
            gate.Limit,
            status.Models,
            life.IsDraining);
    }

    private void Accepted(string state)
    {
        if (state != Pending) life.SeenAlive();
        if (_failing || state != _lastState) LogState(state);
        _failing = false;
        _lastState = state;
    }

    private void Failed(string reason)
    {
        metrics.HeartbeatFailed();
        if (!_failing) LogFailed(reason);
        _failing = true;
    }

    [LoggerMessage(1301, LogLevel.Information, "The platform has this agent as {State}")]
    private partial void LogState(string state);

    [LoggerMessage(1302, LogLevel.Warning, "Heartbeats fail: {Reason}; trying on")]
    private partial void LogFailed(string reason);
}
