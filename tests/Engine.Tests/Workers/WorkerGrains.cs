using Orleans;
using Orleans.Concurrency;
using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Workers;

internal abstract class WorkerGrain : Grain, IWorker
{
    private readonly Guid _worker = Guid.NewGuid();

    public async Task<Guid> Block(string gate)
    {
        Journal.Write(gate, _worker);
        await Journal.PassAsync(gate);
        return _worker;
    }

    public Task<Guid> Work() => Task.FromResult(_worker);
}

[StatelessWorker(2)]
[GrainType("engine-tests.worker-pair")]
internal sealed class WorkerPairGrain : WorkerGrain, IWorkerPair;

[Reentrant]
[StatelessWorker(1)]
[GrainType("engine-tests.reentrant-worker")]
internal sealed class ReentrantWorkerGrain : WorkerGrain, IReentrantWorker;
