using System.Collections.Concurrent;
using Orleans.Runtime;
using Xerotier.Engine.Activations;
using Xerotier.Engine.Calls;
using Xerotier.Engine.Hosting;

namespace Xerotier.Engine.Placement;

/// <summary>The stateless workers of one silo.</summary>
internal sealed class WorkerPools(Silo silo)
{
    private readonly ConcurrentDictionary<GrainId, WorkerPool> _pools = new();

    public IEnumerable<Activation> Workers => _pools.Values.SelectMany(static pool => pool.Workers);

    public void Receive(GrainCall call, GrainId id, StatelessWorkerPlacement placement)
    {
        if (!_pools.TryGetValue(id, out var pool))
            pool = _pools.GetOrAdd(id, key => new(silo, silo.ClassOf(key.Type), key, placement.MaxLocal));
        call.Host = silo;
        pool.Receive(call);
    }

    public void Kill()
    {
        foreach (var worker in Workers) worker.Kill();
        _pools.Clear();
    }
}
