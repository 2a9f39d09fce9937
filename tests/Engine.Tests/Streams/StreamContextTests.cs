using Orleans;
using Orleans.Runtime;
using Orleans.Streams;
using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Streams;

[Collection(ClusterCollection.Name)]
public sealed class StreamContextTests(EngineCluster cluster)
{
    [Fact]
    public async Task Publish_WithRequestContext_ObserverSeesIt()
    {
        var key = Journal.NewKey();
        var stream = cluster.Client.GetStreamProvider(EngineCluster.Streams).GetStream<Item>("context", key);
        var subscription = await stream.SubscribeAsync((_, _) =>
        {
            Journal.Write(key, RequestContext.Get("trace") ?? "none");
            return Task.CompletedTask;
        });

        RequestContext.Set("trace", "t-1");
        await stream.OnNextAsync(new(1));
        RequestContext.Clear();
        await stream.OnNextAsync(new(2));

        (await Journal.NextAsync<string>(key, 2, "both deliveries")).ShouldBe(["t-1", "none"]);
        await subscription.UnsubscribeAsync();
    }
}
