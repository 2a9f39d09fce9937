using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Workers;

[Collection(ClusterCollection.Name)]
public sealed class StatelessWorkerTests(EngineCluster cluster)
{
    private readonly string _key = Journal.NewKey();
    private readonly string _gate = Journal.NewKey();

    [Fact]
    public async Task OneCallBlocks_OthersScaleOut()
    {
        var blocked = Pair().Block(_gate);
        var busy = await Journal.NextAsync<Guid>(_gate, "the blocked call");

        var others = new HashSet<Guid>();
        for (var i = 0; i < 20; i++) others.Add(await Pair().Work().WithinDeadline("a call beside the blocked one"));

        others.Count.ShouldBe(1);
        others.ShouldNotContain(busy);
        Journal.Open(_gate);
        (await blocked.WithinDeadline("the blocked call")).ShouldBe(busy);
    }

    [Fact]
    public async Task AllWorkersBlock_NextCallWaits()
    {
        var blocked = new[] { Pair().Block(_gate), Pair().Block(_gate) };
        var busy = await Journal.NextAsync<Guid>(_gate, 2, "the blocked calls");
        var waiting = Pair().Work();

        busy.Distinct().Count().ShouldBe(2);
        waiting.IsCompleted.ShouldBeFalse();
        Journal.Open(_gate);
        await Task.WhenAll(blocked).WithinDeadline("the blocked calls");
        busy.ShouldContain(await waiting.WithinDeadline("the waiting call"));
    }

    [Fact]
    public async Task Reentrant_OneWorkerTakesManyCalls()
    {
        var worker = cluster.Client.GetGrain<IReentrantWorker>(_key);
        var blocked = worker.Block(_gate);
        var busy = await Journal.NextAsync<Guid>(_gate, "the blocked call");

        (await worker.Work().WithinDeadline("the second call")).ShouldBe(busy);
        Journal.Open(_gate);
        await blocked.WithinDeadline("the blocked call");
    }

    private IWorkerPair Pair() => cluster.Client.GetGrain<IWorkerPair>(_key);
}
