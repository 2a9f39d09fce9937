using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Xerotier.Agent.Backends;
using Xerotier.Agent.Enrollment;
using Xerotier.Agent.Models;
using Xerotier.Agent.Prefixes;
using Xerotier.Agent.Serving;
using Xerotier.Protocol;
using Xerotier.Protocol.Agents;

namespace Xerotier.Agent.Heartbeats;

/// <summary>Tells the platform every few seconds how the agent is.</summary>
internal sealed partial class HeartbeatLoop(
    HttpClient http,
    AgentIdentity identity,
    IBackend backend,
    ModelLibrary library,
    ModelCache cache,
    HeldPrefixes prefixes,
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

    /// <summary>A model that has just been loaded is waited for: that is told at once.</summary>
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

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
        library.Changed = () => _news.Writer.TryWrite(true);
        using var timer = new PeriodicTimer(interval, clock.Time);
        var tick = timer.WaitForNextTickAsync(cancellationToken).AsTask();
        while (true)
        {
            var news = _news.Reader.WaitToReadAsync(cancellationToken).AsTask();
            if (await Task.WhenAny(tick, news) == tick)
            {
                if (!await tick) return;
                tick = timer.WaitForNextTickAsync(cancellationToken).AsTask();
            }
            else
            {
                await news;
            }
            _news.Reader.TryRead(out _);
            await SendAsync(cancellationToken);
        }
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
        var blocks = prefixes.Take();
        var isTold = false;
        try
        {
            using var response = await PostAsync(seen, Heartbeat(blocks), cancellationToken);
            isTold = response.IsSuccessStatusCode;
            if (isTold)
            {
                var answer = await response.Content.ReadFromJsonAsync(
                    ProtocolJson.Default.HeartbeatResponse, cancellationToken);
                Accepted(answer?.State ?? "unknown");
                cache.SetPlatformLimit(answer?.StorageLimitBytes);
            }
            else
            {
                Failed($"{(int)response.StatusCode} {response.ReasonPhrase}");
            }
            return response.StatusCode;
        }
        finally
        {
            if (!isTold && blocks is not null) prefixes.Return(blocks);
        }
    }

    private async Task<HttpResponseMessage> PostAsync(
        EnrollmentState seen, HeartbeatRequest heartbeat, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(seen.BaseUrl, AgentProtocol.HeartbeatPath))
        {
            Content = JsonContent.Create(heartbeat, ProtocolJson.Default.HeartbeatRequest),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", seen.Token);
        return await http.SendAsync(request, cancellationToken);
    }

    private HeartbeatRequest Heartbeat(PrefixReport? blocks)
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
            life.IsDraining,
            library.CanLoad,
            library.MemoryBytes,
            library.MemoryFreeBytes,
            blocks,
            backend.ContinuesAnswers);
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
