using Orleans;
using Orleans.Streams;
using Orleans.TestingHost;
using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Streams;

public sealed class StreamsOnTwoSilosTests : IAsyncLifetime
{
    private const string Namespace = "two-silos";
    private const int Grains = 10;

    private readonly InProcessTestCluster _cluster = EngineCluster.Build(silos: 2);

    public Task InitializeAsync() => _cluster.DeployAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Publish_ByGrainsEverywhere_ArrivesAtSubscribersEverywhere()
    {
        var stream = Journal.NewKey();
        var keys = Enumerable.Range(0, Grains).Select(static _ => Journal.NewKey()).ToArray();
        foreach (var key in keys) await Listener(key).Subscribe(Namespace, stream);

        for (var i = 0; i < Grains; i++) await Listener(keys[i]).Publish(Namespace, stream, new(i));

        foreach (var key in keys)
        {
            var items = await Journal.NextAsync<Item>(key, Grains, "what all grains published");
            items.Select(static item => item.Number).ShouldBe(Enumerable.Range(0, Grains));
        }
    }

    [Fact]
    public async Task Publish_ToManyKeys_WakesTheGrainOfEach()
    {
        var keys = Enumerable.Range(0, Grains).Select(static _ => Journal.NewKey()).ToArray();
        var provider = _cluster.Client.GetStreamProvider(EngineCluster.ImplicitStreams);

        for (var i = 0; i < Grains; i++)
            await provider.GetStream<Item>(ToldListenerGrain.Namespace, keys[i]).OnNextAsync(new(i));

        for (var i = 0; i < Grains; i++)
        {
            await Journal.NextAsync<string>(keys[i], "OnSubscribed");
            (await Journal.NextAsync<Item>(keys[i], "the item")).Number.ShouldBe(i);
        }
    }

    private IListener Listener(string key) => _cluster.Client.GetGrain<IListener>(key);
}
