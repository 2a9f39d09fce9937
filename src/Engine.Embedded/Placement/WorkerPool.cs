using Orleans.CodeGeneration;
using Orleans.Runtime;
using Xerotier.Engine.Activations;
using Xerotier.Engine.Calls;
using Xerotier.Engine.Hosting;

namespace Xerotier.Engine.Placement;

/// <summary>
/// Interchangeable activations of one grain. Calls wait in the pool, not at a worker: a call never waits behind a busy
/// worker while another one is free.
/// </summary>
internal sealed class WorkerPool(Silo silo, GrainClass grainClass, GrainId id, int maxWorkers)
{
    private readonly Lock _lock = new();
    private readonly List<Activation> _workers = [];
    private CallQueue _waiting;

    public IReadOnlyList<Activation> Workers
    {
        get
        {
            lock (_lock) return [.. _workers];
        }
    }

    public void Receive(GrainCall call)
    {
        lock (_lock)
        {
            _waiting.Add(call);
            Assign();
        }
    }

    /// <summary>A worker has finished a call.</summary>
    public void OnWorkerFree()
    {
        lock (_lock) Assign();
    }

    /// <summary>A worker is gone.</summary>
    public void Remove(Activation worker)
    {
        lock (_lock)
        {
            _workers.Remove(worker);
            Assign();
        }
    }

    private void Assign()
    {
        while (_waiting.First is { } call && WorkerFor(call) is { } worker)
        {
            _waiting.Take();
            if (!worker.TryReceive(call)) _waiting.Add(call);
        }
    }

    private Activation? WorkerFor(GrainCall call)
    {
        Activation? least = null;
        foreach (var worker in _workers)
        {
            if (worker.State is ActivationState.Deactivating or ActivationState.Invalid) continue;
            if (worker.Load == 0) return worker;
            if (least is null || worker.Load < least.Load) least = worker;
        }

        if (_workers.Count < maxWorkers) return AddWorker();
        return Interleaves(call) ? least : null;
    }

    private bool Interleaves(GrainCall call) =>
        (call.Options & InvokeMethodOptions.AlwaysInterleave) != 0 || grainClass.MayInterleave(null, call);

    private Activation AddWorker()
    {
        var worker = new Activation(silo, grainClass, id) { Pool = this };
        _workers.Add(worker);
        silo.OnActivationAdded();
        worker.Start();
        return worker;
    }
}
