using Microsoft.Extensions.Logging;
using Xerotier.Routing.Fleet;
using Xerotier.Routing.Prefixes;

namespace Xerotier.Grains.Fleet;

/// <summary>Keeps one silo's view of one pool up to date by long pulls; runs beside all grains.</summary>
internal sealed partial class FleetPuller(
    IFleetGrain fleet, string pool, FleetOptions options, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<Guid, AgentEntry> _agents = [];
    private readonly PoolMemory _memory = new(new PrefixLimits
    {
        MaxEntries = options.MaxPrefixBlocks,
        MaxEntriesPerAgent = Math.Min(options.MaxPrefixBlocksPerAgent, options.MaxPrefixBlocks),
    });

    private PoolLearning? _learning;
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile PoolView _view = new(FleetView.Unknown, []);
    private long _lastUsed = time.GetTimestamp();
    private volatile bool _evicted;
    private long _epoch;
    private long _version;

    /// <summary>The latest picture.</summary>
    public PoolView View => _view;

    /// <summary>Completes with the first picture.</summary>
    public Task First => _first.Task;

    /// <summary>When a request last asked for the view, as a timestamp of the clock.</summary>
    public long LastUsed => Volatile.Read(ref _lastUsed);

    public void Touch() => Volatile.Write(ref _lastUsed, time.GetTimestamp());

    /// <summary>Ends the pulls with the one under way.</summary>
    public void Evict() => _evicted = true;

    /// <summary>Pulls until the view has been idle for long enough, or until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!_evicted
            && !cancellation.IsCancellationRequested
            && time.GetElapsedTime(LastUsed) < options.IdlePoolTime)
        {
            TimeSpan pause = options.PullInterval;
            try
            {
                Apply(await fleet.PullAsync(_epoch, _version, Wait));
                _first.TrySetResult();
            }
            catch (Exception exception)
            {
                pause = RetryDelay;
                if (!cancellation.IsCancellationRequested)
                {
                    LogPullFailed(logger, pool, exception);
                }
            }

            await Task.Delay(pause, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Apply(FleetChange change)
    {
        FleetView agents = _view.Agents;
        _learning ??= new PoolLearning(_memory);
        bool same = !change.Full && change.Agents.IsEmpty && change.Removed.IsEmpty;
        if (!(same && change.Warming == agents.IsWarming))
        {
            if (change.Full)
            {
                _agents.Clear();
            }

            foreach (Guid removed in change.Removed)
            {
                _agents.Remove(removed);
                _learning.Forget(removed);
            }

            foreach (AgentSnapshot agent in change.Agents)
            {
                _agents[agent.AgentId] = AgentEntries.From(agent);
                _learning.Learn(agent);
            }

            agents = FleetView.Build(_agents.Values, agents, change.Warming, _memory);
        }

        _view = new PoolView(agents, change.Awaited);
        (_epoch, _version) = (change.Epoch, change.Version);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pulling the fleet of pool {Pool} failed; it is tried again.")]
    private static partial void LogPullFailed(ILogger logger, string pool, Exception exception);
}
