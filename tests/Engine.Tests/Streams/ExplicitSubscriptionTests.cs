using Orleans;
using Orleans.Runtime;
using Orleans.Streams;
using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Streams;

[Collection(ClusterCollection.Name)]
public sealed class ExplicitSubscriptionTests(EngineCluster cluster)
{
    private const string Namespace = "explicit";

    private readonly string _key = Journal.NewKey();

    [Fact]
    public async Task Subscribe_ItemPublishedByClient_ArrivesAtGrain()
    {
        var listener = Listener();
        await listener.Subscribe(Namespace, _key);

        await Stream().OnNextAsync(new(7, "seven"));

        (await NextAsync(_key)).ShouldBe(new(7, "seven"));
    }

    [Fact]
    public async Task Subscribe_ItemPublishedByGrain_ArrivesAtEverySubscriber()
    {
        var other = Journal.NewKey();
        await Listener().Subscribe(Namespace, _key);
        await Listener(other).Subscribe(Namespace, _key);

        await Listener().Publish(Namespace, _key, new(1));

        (await NextAsync(_key)).Number.ShouldBe(1);
        (await NextAsync(other)).Number.ShouldBe(1);
    }

    [Fact]
    public async Task Subscribe_Twice_ArrivesTwice()
    {
        var first = await Listener().Subscribe(Namespace, _key);
        var second = await Listener().Subscribe(Namespace, _key);

        await Stream().OnNextAsync(new(1));

        first.ShouldNotBe(second);
        (await Journal.NextAsync<Item>(_key, 2, "both deliveries")).ShouldAllBe(item => item.Number == 1);
        (await Listener().Subscriptions(Namespace, _key)).ShouldBe([first, second], ignoreOrder: true);
    }

    [Fact]
    public async Task Subscribe_OtherStream_DoesNotArrive()
    {
        await Listener().Subscribe(Namespace, _key);

        await Provider().GetStream<Item>("elsewhere", _key).OnNextAsync(new(1));
        await Stream().OnNextAsync(new(2));

        (await NextAsync(_key)).Number.ShouldBe(2);
    }

    [Fact]
    public async Task Subscribe_ItemsPublishedBefore_DoNotArrive()
    {
        var control = Journal.NewKey();
        await Listener(control).Subscribe(Namespace, _key);
        await Stream().OnNextAsync(new(1));
        await NextAsync(control);

        await Listener().Subscribe(Namespace, _key);
        await Stream().OnNextAsync(new(2));

        (await NextAsync(_key)).Number.ShouldBe(2);
    }

    [Fact]
    public async Task SubscribeToBatches_ItemsPublished_ArriveInLists()
    {
        await Listener().SubscribeToBatches(Namespace, _key);

        await Stream().OnNextBatchAsync([new(1), new(2), new(3)]);

        (await Journal.NextAsync<int[]>(_key, "the batch")).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Unsubscribe_ItemsPublishedAfter_DoNotArrive()
    {
        var control = Journal.NewKey();
        await Listener().Subscribe(Namespace, _key);
        await Listener(control).Subscribe(Namespace, _key);
        await Stream().OnNextAsync(new(1));
        await NextAsync(_key);
        await NextAsync(control);

        await Listener().Unsubscribe(Namespace, _key);
        await Stream().OnNextAsync(new(2));

        (await NextAsync(control)).Number.ShouldBe(2);
        Journal.IsEmpty(_key).ShouldBeTrue();
        (await Listener().Subscriptions(Namespace, _key)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Resume_AfterDeactivation_GoesOn()
    {
        var id = await Listener().Subscribe(Namespace, _key);
        await cluster.DeactivateAsync(Listener());

        var sameSubscription = await Listener().Resume(Namespace, _key);
        await Stream().OnNextAsync(new(1));

        sameSubscription.ShouldBeTrue();
        (await NextAsync(_key)).Number.ShouldBe(1);
        (await Listener().Subscriptions(Namespace, _key)).ShouldBe([id]);
    }

    [Fact]
    public async Task Resume_UsedHandle_IsRefused()
    {
        var refused = await Listener().ResumeTwice(Namespace, _key);

        refused.ShouldNotBeNull();
    }

    [Fact]
    public async Task Delivery_WhileCallRuns_WaitsForItsEnd()
    {
        var gate = Journal.NewKey();
        var control = Journal.NewKey();
        await Listener().Subscribe(Namespace, _key);
        await Listener(control).Subscribe(Namespace, _key);
        var held = Listener().Hold(gate);
        (await Journal.NextAsync<string>(_key, "the call to start")).ShouldBe("held");

        await Stream().OnNextAsync(new(1));
        await NextAsync(control);
        Journal.Open(gate);
        await held;

        (await Journal.NextAsync<string>(_key, "the call to end")).ShouldBe("released");
        (await NextAsync(_key)).Number.ShouldBe(1);
    }

    [Fact]
    public async Task OnCompleted_ByProducer_IsRefused()
    {
        await Should.ThrowAsync<SystemException>(() => Stream().OnCompletedAsync());
        await Should.ThrowAsync<SystemException>(() => Stream().OnErrorAsync(new InvalidOperationException("no")));
    }

    [Fact]
    public void GetStreamProvider_UnknownName_Throws()
    {
        Should.Throw<Exception>(() => cluster.Client.GetStreamProvider("unknown"));
    }

    [Fact]
    public void GetStream_Twice_AreEqual()
    {
        var stream = Stream();

        stream.ShouldBe(Stream());
        stream.ProviderName.ShouldBe(EngineCluster.Streams);
        stream.StreamId.ShouldBe(StreamId.Create(Namespace, _key));
    }

    private static Task<Item> NextAsync(string key) => Journal.NextAsync<Item>(key, "an item");

    private IListener Listener(string? key = null) => cluster.Client.GetGrain<IListener>(key ?? _key);

    private IStreamProvider Provider() => cluster.Client.GetStreamProvider(EngineCluster.Streams);

    private IAsyncStream<Item> Stream() => Provider().GetStream<Item>(Namespace, _key);
}
