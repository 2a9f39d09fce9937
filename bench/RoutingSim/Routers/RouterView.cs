using Xerotier.Routing.Fleet;
using Xerotier.Routing.Latency;
using Xerotier.RoutingSim.Workers;

namespace Xerotier.RoutingSim.Routers;

/// <summary>
/// What one router knows of the workers: the last snapshot, corrected by the answers to its own leases. The same for
/// every policy.
/// </summary>
internal sealed class RouterView
{
    public RouterView(WorkerModel[] models, int blockIds)
    {
        int workers = models.Length;
        Models = models;
        Loads = new LiveLoad[workers];
        for (int i = 0; i < workers; i++) Loads[i] = new LiveLoad();
        (IsAlive, KvUse, Waiting) = (new bool[workers], new double[workers], new int[workers]);
        (Running, Estimates) = (new int[workers], new LatencyEstimate[workers]);
        (BacklogTokens, SnapshotMs) = (new long[workers], new double[workers]);
        IsAlive.AsSpan().Fill(true);
        Estimates.AsSpan().Fill(LatencyEstimate.Default);
        Holders = new BlockHolders(workers, blockIds);
    }

    /// <summary>Workers, dead ones included.</summary>
    public int Count => Loads.Length;

    /// <summary>What the workers said about themselves when they joined.</summary>
    public WorkerModel[] Models { get; }

    /// <summary>Leases, reservations and backlog.</summary>
    public LiveLoad[] Loads { get; }

    /// <summary>Who may be picked.</summary>
    public bool[] IsAlive { get; }

    /// <summary>Share of the cache that running sequences use, of the snapshot.</summary>
    public double[] KvUse { get; }

    /// <summary>Requests in the worker's own queue, of the snapshot.</summary>
    public int[] Waiting { get; }

    /// <summary>Running sequences, of the snapshot.</summary>
    public int[] Running { get; }

    /// <summary>Learned speed, of the snapshot.</summary>
    public LatencyEstimate[] Estimates { get; }

    /// <summary>Prompt tokens that the agent had yet to process, of the snapshot.</summary>
    public long[] BacklogTokens { get; }

    /// <summary>When the snapshot was taken, in milliseconds of the run.</summary>
    public double[] SnapshotMs { get; }

    /// <summary>Which worker holds which block.</summary>
    public BlockHolders Holders { get; }
}
