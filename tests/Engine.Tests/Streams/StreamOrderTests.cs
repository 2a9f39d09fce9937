using Orleans;
using Orleans.Streams;
using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Streams;

[Collection(ClusterCollection.Name)]
public sealed class StreamOrderTests(EngineCluster cluster)
{
    private const string Namespace = "order";

    private readonly string _key = Journal.NewKey();

    [Fact]
    public async Task Publish_OneAfterTheOther_ArrivesInOrder()
    {
        await Listener().Subscribe(Namespace, _key);

        for (var i = 0; i < 300; i++) await Stream().OnNextAsync(new(i));

        var items = await Journal.NextAsync<Item>(_key, 300, "all items");
        items.Select(static item => item.Number).ShouldBe(Enumerable.Range(0, 300));
    }

    [Fact]
    public async Task PublishBatch_BetweenItems_ArrivesInOrder()
    {
        await Listener().Subscribe(Namespace, _key);

        await Stream().OnNextAsync(new(0));
        await Stream().OnNextBatchAsync([new(1), new(2), new(3)]);
        await Stream().OnNextAsync(new(4));

        var items = await Journal.NextAsync<Item>(_key, 5, "all items");
        items.Select(static item => item.Number).ShouldBe([0, 1, 2, 3, 4]);
    }

    [Fact]
    public async Task Delivery_ThatTakesLong_HoldsBackTheNext()
    {
        var gate = Journal.NewKey();
        var control = Journal.NewKey();
        await Listener().HoldDeliveries(gate);
        await Listener().Subscribe(Namespace, _key);
        await cluster.Client.GetGrain<IListener>(control).Subscribe(Namespace, _key);

        await Stream().OnNextAsync(new(1));
        await Stream().OnNextAsync(new(2));
        await Journal.NextAsync<Item>(control, 2, "the items elsewhere");
        (await Journal.NextAsync<string>(_key, "the first delivery")).ShouldBe("delivering");
        Journal.IsEmpty(_key).ShouldBeTrue();
        Journal.Open(gate);

        (await Journal.NextAsync<Item>(_key, "the first item")).Number.ShouldBe(1);
        (await Journal.NextAsync<string>(_key, "the second delivery")).ShouldBe("delivering");
        (await Journal.NextAsync<Item>(_key, "the second item")).Number.ShouldBe(2);
    }

    [Fact]
    public async Task Tokens_OfOneStream_Grow()
    {
        var tokens = Journal.NewKey();
        var subscription = await Stream().SubscribeAsync((_, token) =>
        {
            Journal.Write(tokens, token!);
            return Task.CompletedTask;
        });

        await Stream().OnNextAsync(new(1));
        await Stream().OnNextBatchAsync([new(2), new(3)]);

        var seen = await Journal.NextAsync<StreamSequenceToken>(tokens, 3, "the tokens");
        seen[1].Newer(seen[0]).ShouldBeTrue();
        seen[2].Newer(seen[1]).ShouldBeTrue();
        seen[2].SequenceNumber.ShouldBe(seen[1].SequenceNumber);
        seen[2].EventIndex.ShouldBe(1);
        await subscription.UnsubscribeAsync();
    }

    private IListener Listener() => cluster.Client.GetGrain<IListener>(_key);

    private IAsyncStream<Item> Stream() =>
        cluster.Client.GetStreamProvider(EngineCluster.Streams).GetStream<Item>(Namespace, _key);
}
