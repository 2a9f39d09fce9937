using Orleans;
using Orleans.Runtime;
using Orleans.Streams;
using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Streams;

[GrainType("engine-tests.listener")]
internal sealed class ListenerGrain : DeactivatableGrain, IListener, IAsyncObserver<Item>
{
    private int _failures;
    private string? _deliveryGate;

    public async Task<Guid> Subscribe(string ns, string key) =>
        (await Stream(ns, key).SubscribeAsync(this)).HandleId;

    public Task SubscribeTo(string provider, string ns, string key) =>
        this.GetStreamProvider(provider).GetStream<Item>(ns, key).SubscribeAsync(this);

    public Task SubscribeToBatches(string ns, string key) =>
        Stream(ns, key).SubscribeAsync(items =>
        {
            Journal.Write(Key, items.Select(static item => item.Item.Number).ToArray());
            return Task.CompletedTask;
        });

    public async Task<Guid[]> Subscriptions(string ns, string key) =>
        [.. (await Stream(ns, key).GetAllSubscriptionHandles()).Select(static handle => handle.HandleId)];

    public async Task<bool> Resume(string ns, string key)
    {
        var resumed = true;
        foreach (var handle in await Stream(ns, key).GetAllSubscriptionHandles())
            resumed &= (await handle.ResumeAsync(OnNextAsync)).Equals(handle);
        return resumed;
    }

    public async Task<string?> ResumeTwice(string ns, string key)
    {
        var handle = await Stream(ns, key).SubscribeAsync(this);
        await handle.ResumeAsync(this);
        try
        {
            await handle.ResumeAsync(this);
            return null;
        }
        catch (InvalidOperationException refused)
        {
            return refused.Message;
        }
    }

    public async Task Unsubscribe(string ns, string key)
    {
        foreach (var handle in await Stream(ns, key).GetAllSubscriptionHandles()) await handle.UnsubscribeAsync();
    }

    public Task Publish(string ns, string key, Item item) => Stream(ns, key).OnNextAsync(item);

    public Task FailNext(int deliveries)
    {
        _failures = deliveries;
        return Task.CompletedTask;
    }

    public async Task Hold(string gate)
    {
        Journal.Write(Key, "held");
        await Journal.PassAsync(gate);
        Journal.Write(Key, "released");
    }

    public Task HoldDeliveries(string gate)
    {
        _deliveryGate = gate;
        return Task.CompletedTask;
    }

    public async Task OnNextAsync(Item item, StreamSequenceToken? token = null)
    {
        if (_failures > 0)
        {
            _failures--;
            throw new InvalidOperationException("The listener fails this delivery.");
        }

        if (_deliveryGate is { } gate)
        {
            Journal.Write(Key, "delivering");
            await Journal.PassAsync(gate);
        }

        Journal.Write(Key, item);
    }

    public Task OnCompletedAsync() => Task.CompletedTask;

    public Task OnErrorAsync(Exception ex)
    {
        Journal.Write(Key, ex);
        return Task.CompletedTask;
    }

    private IAsyncStream<Item> Stream(string ns, string key) =>
        this.GetStreamProvider(EngineCluster.Streams).GetStream<Item>(ns, key);
}
