using Orleans.Placement;
using Orleans.Runtime;

namespace Orleans.Concurrency;

/// <summary>
/// A grain class without identity: each silo runs a pool of interchangeable activations, so a key does not name one
/// writer.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StatelessWorkerAttribute : PlacementAttribute
{
    /// <summary>A pool of at most one activation a core.</summary>
    public StatelessWorkerAttribute()
        : base(new StatelessWorkerPlacement())
    {
    }

    /// <summary>A pool of at most <paramref name="maxLocalWorkers"/> activations.</summary>
    /// <param name="maxLocalWorkers">The limit per silo; below 1 means one a core.</param>
    public StatelessWorkerAttribute(int maxLocalWorkers)
        : base(new StatelessWorkerPlacement(maxLocalWorkers))
    {
    }

    /// <summary>A pool of at most <paramref name="maxLocalWorkers"/> activations.</summary>
    /// <param name="maxLocalWorkers">The limit per silo; below 1 means one a core.</param>
    /// <param name="removeIdleWorkers">Whether idle workers may go before the collection age.</param>
    public StatelessWorkerAttribute(int maxLocalWorkers, bool removeIdleWorkers)
        : base(new StatelessWorkerPlacement(maxLocalWorkers, removeIdleWorkers))
    {
    }
}
