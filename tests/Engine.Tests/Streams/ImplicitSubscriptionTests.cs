using Orleans;
using Orleans.Streams;
using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Streams;

[Collection(ClusterCollection.Name)]
public sealed class ImplicitSubscriptionTests(EngineCluster cluster)
{
    private readonly string _key = Journal.NewKey();

    [Theory]
    [InlineData(EngineCluster.Streams)]
    [InlineData(EngineCluster.ImplicitStreams)]
    public async Task Publish_MatchingNamespace_TellsAndFeedsTheGrainOfTheKey(string provider)
    {
        await Stream(provider, ToldListenerGrain.Namespace).OnNextAsync(new(1));
        await Stream(provider, ToldListenerGrain.Namespace).OnNextAsync(new(2));

        (await Journal.NextAsync<string>(_key, "OnSubscribed"))
            .ShouldBe($"{provider} {ToldListenerGrain.Namespace}/{_key}");
        var items = await Journal.NextAsync<Item>(_key, 2, "the items");
        items.Select(static item => item.Number).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Publish_AfterDeactivation_TellsTheNewActivation()
    {
        var stream = Stream(EngineCluster.ImplicitStreams, ToldListenerGrain.Namespace);
        await stream.OnNextAsync(new(1));
        await Journal.NextAsync<string>(_key, "OnSubscribed");
        await Journal.NextAsync<Item>(_key, "the first item");
        await cluster.DeactivateAsync(cluster.Client.GetGrain<IImplicitListener>(
            _key, typeof(ToldListenerGrain).FullName));

        await stream.OnNextAsync(new(2));

        await Journal.NextAsync<string>(_key, "OnSubscribed of the new activation");
        (await Journal.NextAsync<Item>(_key, "the second item")).Number.ShouldBe(2);
    }

    [Fact]
    public async Task Publish_GrainResumesOnActivation_GetsTheItemThatWokeIt()
    {
        var key = Guid.NewGuid();
        var stream = cluster.Client.GetStreamProvider(EngineCluster.ImplicitStreams)
            .GetStream<Item>(ResumingListenerGrain.Namespace, key);

        await stream.OnNextAsync(new(1));

        (await Journal.NextAsync<int>(key.ToString(), "the activation")).ShouldBe(1);
        (await Journal.NextAsync<Item>(key.ToString(), "the item")).Number.ShouldBe(1);
    }

    [Fact]
    public async Task Publish_IntegerKey_FeedsTheGrainOfTheNumber()
    {
        const long number = 4711;
        var stream = cluster.Client.GetStreamProvider(EngineCluster.ImplicitStreams)
            .GetStream<Item>(NumberedListenerGrain.Namespace, number);

        await stream.OnNextAsync(new(1));

        (await Journal.NextAsync<Item>($"{NumberedListenerGrain.Namespace}{number}", "the item")).Number.ShouldBe(1);
    }

    [Fact]
    public async Task Publish_NamespaceOfPattern_FeedsTheGrain()
    {
        await Stream(EngineCluster.ImplicitStreams, "implicit-pattern-x").OnNextAsync(new(1));
        await Stream(EngineCluster.ImplicitStreams, "implicit-pattern-1").OnNextAsync(new(2));
        (await Journal.NextAsync<string>(_key, "the item of the pattern")).ShouldBe("implicit-pattern-1 2");

        await Stream(EngineCluster.ImplicitStreams, "implicit-other").OnNextAsync(new(3));
        (await Journal.NextAsync<string>(_key, "the item of the other")).ShouldBe("implicit-other 3");
    }

    [Fact]
    public async Task Publish_WithinDelivery_ArrivesAfterIt()
    {
        await Stream(EngineCluster.ImplicitStreams, CountingListenerGrain.Namespace).OnNextAsync(new(3));

        var items = await Journal.NextAsync<Item>(_key, 4, "the countdown");
        items.Select(static item => item.Number).ShouldBe([3, 2, 1, 0]);
    }

    [Fact]
    public async Task Subscribe_ByImplicitSubscriber_UsesTheImplicitSubscription()
    {
        await Stream(EngineCluster.Streams, SubscribingListenerGrain.Namespace).OnNextAsync(new(1));
        (await Journal.NextAsync<Item>(_key, "the first item")).Number.ShouldBe(1);

        await Stream(EngineCluster.Streams, SubscribingListenerGrain.Namespace).OnNextAsync(new(2));

        (await Journal.NextAsync<Item>(_key, "the second item, once")).Number.ShouldBe(2);
        Journal.IsEmpty(_key).ShouldBeTrue();
    }

    [Fact]
    public async Task Subscribe_ImplicitOnlyProvider_RefusesExplicitSubscriptions()
    {
        var listener = cluster.Client.GetGrain<IListener>(_key);

        await Should.ThrowAsync<ArgumentException>(
            () => listener.SubscribeTo(EngineCluster.ImplicitStreams, "anything", _key));
    }

    [Fact]
    public async Task Publish_NobodyListens_IsAccepted()
    {
        await Should.NotThrowAsync(() => Stream(EngineCluster.ImplicitStreams, "nobody").OnNextAsync(new(1)));
    }

    private IAsyncStream<Item> Stream(string provider, string ns) =>
        cluster.Client.GetStreamProvider(provider).GetStream<Item>(ns, _key);
}
