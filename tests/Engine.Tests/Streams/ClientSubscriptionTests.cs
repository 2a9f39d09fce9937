using Orleans;
using Orleans.Streams;
using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Streams;

[Collection(ClusterCollection.Name)]
public sealed class ClientSubscriptionTests(EngineCluster cluster)
{
    private const string Namespace = "client";

    private readonly string _key = Journal.NewKey();

    [Fact]
    public async Task Subscribe_ItemPublished_ArrivesAtClient()
    {
        var handle = await Stream().SubscribeAsync(WriteAsync);

        await cluster.Client.GetGrain<IListener>(_key).Publish(Namespace, _key, new(1));

        (await Journal.NextAsync<Item>(_key, "the item")).Number.ShouldBe(1);
        handle.StreamId.ShouldBe(Stream().StreamId);
        handle.ProviderName.ShouldBe(EngineCluster.Streams);
        await handle.UnsubscribeAsync();
    }

    [Fact]
    public async Task Unsubscribe_ItemPublishedAfter_DoesNotArrive()
    {
        var control = Journal.NewKey();
        var handle = await Stream().SubscribeAsync(WriteAsync);
        await cluster.Client.GetGrain<IListener>(control).Subscribe(Namespace, _key);
        await Stream().OnNextAsync(new(1));
        await Journal.NextAsync<Item>(_key, "the item before");
        await Journal.NextAsync<Item>(control, "the item before, elsewhere");

        await handle.UnsubscribeAsync();
        await Stream().OnNextAsync(new(2));

        await Journal.NextAsync<Item>(control, "the item after, elsewhere");
        Journal.IsEmpty(_key).ShouldBeTrue();
    }

    [Fact]
    public async Task GetAllSubscriptionHandles_OfClient_AreItsOwn()
    {
        await cluster.Client.GetGrain<IListener>(_key).Subscribe(Namespace, _key);
        var handle = await Stream().SubscribeAsync(WriteAsync);

        var handles = await Stream().GetAllSubscriptionHandles();

        handles.ShouldHaveSingleItem().HandleId.ShouldBe(handle.HandleId);
        await handle.UnsubscribeAsync();
    }

    [Fact]
    public async Task Unsubscribe_UsedHandle_IsRefused()
    {
        var handle = await Stream().SubscribeAsync(WriteAsync);
        await handle.UnsubscribeAsync();

        await Should.ThrowAsync<InvalidOperationException>(() => handle.UnsubscribeAsync());
    }

    private Task WriteAsync(Item item, StreamSequenceToken? token)
    {
        Journal.Write(_key, item);
        return Task.CompletedTask;
    }

    private IAsyncStream<Item> Stream() =>
        cluster.Client.GetStreamProvider(EngineCluster.Streams).GetStream<Item>(Namespace, _key);
}
