using Orleans;
using Orleans.Streams;
using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Streams;

[Collection(ClusterCollection.Name)]
public sealed class StreamFilterTests(EngineCluster cluster)
{
    private readonly string _key = Journal.NewKey();

    [Fact]
    public async Task Publish_FilterRefusesItem_OnlyOthersArrive()
    {
        var subscription = await SubscribeAsync("even");

        foreach (var number in new[] { 1, 2, 3, 4 }) await Stream().OnNextAsync(new(number));

        (await NextAsync(2)).ShouldBe([2, 4]);
        await subscription.UnsubscribeAsync();
    }

    [Fact]
    public async Task PublishBatch_FilterWantsOneItem_WholeBatchArrives()
    {
        var subscription = await SubscribeAsync("odd");

        await Stream().OnNextBatchAsync([new(2), new(4)]);
        await Stream().OnNextBatchAsync([new(6), new(7)]);

        (await NextAsync(2)).ShouldBe([6, 7]);
        await subscription.UnsubscribeAsync();
    }

    [Fact]
    public async Task Publish_FilterThrows_ItemArrives()
    {
        var subscription = await SubscribeAsync("neither");

        await Stream().OnNextAsync(new(1));

        (await NextAsync(1)).ShouldBe([1]);
        await subscription.UnsubscribeAsync();
    }

    [Fact]
    public async Task Publish_ProviderWithSerializer_ItemArrivesAsItWasRead()
    {
        var stream = cluster.Client.GetStreamProvider(EngineCluster.WrittenStreams).GetStream<Item>("written", _key);
        var subscription = await stream.SubscribeAsync((item, _) =>
        {
            Journal.Write(_key, item);
            return Task.CompletedTask;
        });

        await stream.OnNextAsync(new(7, "published"));

        (await Journal.NextAsync<Item>(_key, "the item")).ShouldBe(new(7, "read"));
        await subscription.UnsubscribeAsync();
    }

    private Task<StreamSubscriptionHandle<Item>> SubscribeAsync(string filterData) =>
        Stream().SubscribeAsync(new NumberObserver(_key), token: null, filterData);

    private Task<int[]> NextAsync(int count) => Journal.NextAsync<int>(_key, count, $"{count} item(s)");

    private IAsyncStream<Item> Stream() =>
        cluster.Client.GetStreamProvider(EngineCluster.FilteredStreams).GetStream<Item>("filtered", _key);
}
