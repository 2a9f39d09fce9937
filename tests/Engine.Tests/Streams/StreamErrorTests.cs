using Orleans;
using Orleans.Streams;
using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Streams;

[Collection(ClusterCollection.Name)]
public sealed class StreamErrorTests(EngineCluster cluster)
{
    private const string Namespace = "errors";
    private const int MoreThanAnyRetries = 10_000;

    private readonly string _key = Journal.NewKey();

    [Fact]
    public async Task Delivery_ThatFailsOnce_IsRetried()
    {
        await Listener().Subscribe(Namespace, _key);
        await Listener().FailNext(1);

        await Stream().OnNextAsync(new(1));

        (await Journal.NextAsync<Item>(_key, "the retried item")).Number.ShouldBe(1);
    }

    [Fact]
    public async Task Delivery_ThatKeepsFailing_TellsTheObserver()
    {
        await Listener().Subscribe(Namespace, _key);
        await Listener().FailNext(MoreThanAnyRetries);

        await Stream().OnNextAsync(new(1));

        await Journal.NextAsync<StreamEventDeliveryFailureException>(_key, "the error");
    }

    [Fact]
    public async Task Delivery_AfterAFailedOne_GoesOnWithTheNextItem()
    {
        await Listener().Subscribe(Namespace, _key);
        await Listener().FailNext(MoreThanAnyRetries);
        await Stream().OnNextAsync(new(1));
        await Journal.NextAsync<StreamEventDeliveryFailureException>(_key, "the error");
        await Listener().FailNext(0);

        await Stream().OnNextAsync(new(2));

        (await Journal.NextAsync<Item>(_key, "the next item")).Number.ShouldBe(2);
    }

    [Fact]
    public async Task Delivery_ThatFailsAtOneSubscriber_ArrivesAtTheOther()
    {
        var other = Journal.NewKey();
        await Listener().Subscribe(Namespace, _key);
        await Listener().FailNext(MoreThanAnyRetries);
        await cluster.Client.GetGrain<IListener>(other).Subscribe(Namespace, _key);

        await Stream().OnNextAsync(new(1));

        (await Journal.NextAsync<Item>(other, "the item elsewhere")).Number.ShouldBe(1);
    }

    private IListener Listener() => cluster.Client.GetGrain<IListener>(_key);

    private IAsyncStream<Item> Stream() =>
        cluster.Client.GetStreamProvider(EngineCluster.Streams).GetStream<Item>(Namespace, _key);
}
