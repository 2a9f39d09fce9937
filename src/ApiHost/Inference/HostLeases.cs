using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Orleans;
using Xerotier.ApiHost.Tunnels;
using Xerotier.Grains;
using Xerotier.Grains.Agents;

namespace Xerotier.ApiHost.Inference;

/// <summary>
/// Every lease that this host holds. Names them again to each agent's grain every few seconds, so that grain and host
/// agree after lost messages and restarts, and gives all of them back at shutdown.
/// </summary>
internal sealed partial class HostLeases(
    IGrainFactory grains,
    HostIdentity host,
    IOptions<InferenceOptions> options,
    TimeProvider time,
    ILogger<HostLeases> logger) : BackgroundService
{
    private readonly ConcurrentDictionary<long, LeaseHold> _held = new();
    private readonly HashSet<Guid> _named = [];
    private TaskCompletionSource _none = NewSignal();
    private long _lastNumber;

    /// <summary>Requests that this host has at agents now.</summary>
    public int Count => _held.Count;

    /// <summary>A fresh id for a lease that is about to be asked for.</summary>
    public LeaseId NextId() => new(host.Id, host.Epoch, Interlocked.Increment(ref _lastNumber));

    /// <summary>Keeps a granted lease until it is released.</summary>
    public LeaseHold Hold(Guid agentId, LeaseId id, long reservedTokens)
    {
        var hold = new LeaseHold(this, agentId, id, reservedTokens);
        _held[id.Number] = hold;
        return hold;
    }

    /// <summary>Forgets a lease and tells the agent's grain, one way. Called by the hold itself.</summary>
    public void Release(LeaseHold hold, LeaseRelease release)
    {
        _held.TryRemove(hold.Id.Number, out _);
        if (_held.IsEmpty)
        {
            Interlocked.Exchange(ref _none, NewSignal()).TrySetResult();
        }

        _ = SendAsync(hold.AgentId, release, static (agent, release) => agent.ReleaseLeaseAsync(release));
    }

    /// <summary>Tells an agent's grain, one way, that an answer has begun.</summary>
    public void NoteFirstToken(LeaseHold hold, double ttftMs) =>
        _ = SendAsync(
            hold.AgentId,
            (hold.Id, ttftMs),
            static (agent, first) => agent.NoteFirstTokenAsync(first.Id, first.ttftMs));

    /// <summary>Completes when no lease is held any more, or the time is up.</summary>
    public async Task WhenNoneAsync(TimeSpan timeout)
    {
        // In this order: a release in between completes the signal that was read.
        var none = Volatile.Read(ref _none).Task;
        if (_held.IsEmpty)
        {
            return;
        }

        try
        {
            await none.WaitAsync(timeout, time);
        }
        catch (TimeoutException)
        {
            LogAbandoned(_held.Count);
        }
    }

    /// <summary>Names the leases to every agent that has some, or had some the last time.</summary>
    internal void Reassert()
    {
        var byAgent = _held.Values.ToLookup(hold => hold.AgentId);
        foreach (var agentId in byAgent.Select(holds => holds.Key).Union(_named).ToArray())
        {
            var leases = byAgent[agentId].Select(hold => new HeldLease(hold.Id.Number, hold.ReservedTokens));
            var held = new HeldLeases(host.Id, host.Epoch, [.. leases]);
            _ = SendAsync(agentId, held, static (agent, held) => agent.ReassertLeasesAsync(held));
        }

        _named.Clear();
        _named.UnionWith(byAgent.Select(holds => holds.Key));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.LeaseReassertInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Reassert();
            }
        }
        catch (OperationCanceledException)
        {
            foreach (var hold in _held.Values)
            {
                hold.Release(LeaseOutcome.ClientFault);
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task SendAsync<T>(Guid agentId, T news, Func<IAgentGrain, T, ValueTask> message)
    {
        try
        {
            await message(grains.GetGrain<IAgentGrain>(GrainKeys.Uuid(agentId)), news);
        }
        catch (Exception exception)
        {
            // What is not told here is told by the next re-assertion, or forgotten by the grain in time.
            LogUntold(exception, agentId);
        }
    }

    [LoggerMessage(1401, LogLevel.Warning, "The grain of agent {AgentId} could not be told of a lease")]
    private partial void LogUntold(Exception exception, Guid agentId);

    [LoggerMessage(1402, LogLevel.Warning, "{Count} requests still ran when the time to drain was up")]
    private partial void LogAbandoned(int count);
}
