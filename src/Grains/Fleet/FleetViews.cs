using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;

namespace Xerotier.Grains.Fleet;

/// <summary>
/// The silo's views of pools, one puller each: started by the first request for a pool, dropped when idle. A view
/// is as old as the last report of an agent (about 50 ms for load, at once for state) plus one call.
/// </summary>
internal sealed class FleetViews(
    IGrainFactory grains,
    IOptions<FleetOptions> options,
    SiloStop stop,
    TimeProvider time,
    ILogger<FleetViews> logger)
{
    private readonly ConcurrentDictionary<string, FleetPuller> _pullers = new(StringComparer.Ordinal);
    private readonly Lock _starting = new();

    /// <summary>The pool's view; the first request for a pool waits for it a short time and else gets one of which
    /// nothing is known.</summary>
    public ValueTask<PoolView> GetAsync(string pool)
    {
        FleetPuller puller = _pullers.TryGetValue(pool, out FleetPuller? running) ? running : Start(pool);
        puller.Touch();
        return puller.First.IsCompleted ? new(puller.View) : WaitForFirstAsync(puller);
    }

    private async ValueTask<PoolView> WaitForFirstAsync(FleetPuller puller)
    {
        await puller.First.WaitAtMostAsync(options.Value.FirstPullTimeout, time);
        return puller.View;
    }

    private FleetPuller Start(string pool)
    {
        lock (_starting)
        {
            if (_pullers.TryGetValue(pool, out FleetPuller? running))
            {
                return running;
            }

            if (_pullers.Count >= options.Value.MaxPools)
            {
                KeyValuePair<string, FleetPuller> oldest = _pullers.MinBy(entry => entry.Value.LastUsed);
                oldest.Value.Evict();
                _pullers.TryRemove(oldest);
            }

            var puller = new FleetPuller(grains.GetGrain<IFleetGrain>(pool), pool, options.Value, time, logger);
            _pullers[pool] = puller;

            // Away from the scheduler of the grain that happened to ask first.
            _ = Task.Run(() => RunAsync(pool, puller), stop.Token);
            return puller;
        }
    }

    private async Task RunAsync(string pool, FleetPuller puller)
    {
        await puller.RunAsync(stop.Token);
        _pullers.TryRemove(KeyValuePair.Create(pool, puller));
    }
}
