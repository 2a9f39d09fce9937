using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using Xerotier.Grains;
using Xerotier.Grains.Agents;

namespace Xerotier.ApiHost.Heartbeats;

/// <summary>
/// Puts heartbeats on the stream and watches whether they arrive: a memory stream may lose its events after a silo
/// died. While a stream is silent, heartbeats go to the grain directly.
/// </summary>
internal sealed partial class HeartbeatProducer(
    IClusterClient cluster,
    TimeProvider time,
    IOptions<HeartbeatOptions> options,
    ILogger<HeartbeatProducer> logger)
{
    private readonly ConcurrentDictionary<Guid, Watch> _watches = new();
    private readonly HeartbeatOptions _options = options.Value;

    /// <summary>Sends one heartbeat on its way.</summary>
    public async Task ProduceAsync(Guid agentId, Heartbeat heartbeat)
    {
        var now = time.GetUtcNow();
        var watch = _watches.GetOrAdd(agentId, _ => new Watch { Checked = now, Progressed = now });
        bool sent = await TrySendAsync(agentId, heartbeat);
        if (now - watch.Checked >= _options.CheckInterval)
        {
            await CheckAsync(agentId, watch, now);
        }

        if (!sent || watch.IsUnknown || now - watch.Progressed >= _options.SilenceLimit)
        {
            watch.DirectSequence = heartbeat.Sequence;
            await Agent(agentId).ReceiveHeartbeatAsync(heartbeat);
        }

        if (_watches.Count > _options.Capacity)
        {
            Forget(now);
        }
    }

    private async ValueTask<bool> TrySendAsync(Guid agentId, Heartbeat heartbeat)
    {
        try
        {
            var id = StreamId.Create(StreamNames.AgentHeartbeats, GrainKeys.Uuid(agentId));
            var sending = cluster.GetStreamProvider(StreamNames.Provider).GetStream<Heartbeat>(id)
                .OnNextAsync(heartbeat);

            // A stream whose silo has just died takes as long as any call may take, and nobody waits for that.
            await sending.WaitAsync(_options.SendTimeout, time);
            return true;
        }
        catch (Exception exception)
        {
            LogSendFailed(exception, agentId);
            return false;
        }
    }

    private async Task CheckAsync(Guid agentId, Watch watch, DateTimeOffset now)
    {
        watch.Checked = now;
        HeartbeatStatus status;
        try
        {
            status = await Agent(agentId).GetHeartbeatStatusAsync();
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            // It is about to be activated anew, by the heartbeat itself if by nothing else.
            LogUnknown(exception, agentId);
            watch.IsUnknown = true;
            return;
        }

        watch.IsUnknown = status.LastSequence < 0;
        if (status.LastSequence != watch.SeenSequence && status.LastSequence != watch.DirectSequence)
        {
            watch.SeenSequence = status.LastSequence;
            watch.Progressed = now;
        }
        else if (now - watch.Progressed >= _options.SilenceLimit)
        {
            LogSilent(agentId);
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (agentId, watch) in _watches)
        {
            if (now - watch.Checked >= 2 * _options.SilenceLimit)
            {
                _watches.TryRemove(agentId, out _);
            }
        }
    }

    private IAgentGrain Agent(Guid agentId) => cluster.GetGrain<IAgentGrain>(GrainKeys.Uuid(agentId));

    [LoggerMessage(1301, LogLevel.Warning, "The heartbeat stream took nothing for agent {AgentId}")]
    private partial void LogSendFailed(Exception exception, Guid agentId);

    [LoggerMessage(1302, LogLevel.Warning, "The heartbeat stream of agent {AgentId} is silent: calling its grain")]
    private partial void LogSilent(Guid agentId);

    [LoggerMessage(1303, LogLevel.Warning, "The grain of agent {AgentId} does not say what it has heard")]
    private partial void LogUnknown(Exception exception, Guid agentId);

    // Heartbeats of one agent come one after the other; a lost race between two costs one more check.
    private sealed class Watch
    {
        public long SeenSequence { get; set; } = -1;

        // What the grain knows from a direct call is no sign of life of the stream.
        public long DirectSequence { get; set; } = -1;

        // A grain that has just been activated, as after its silo died, serves nobody before it has a heartbeat.
        public bool IsUnknown { get; set; }

        public DateTimeOffset Checked { get; set; }

        public DateTimeOffset Progressed { get; set; }
    }
}
