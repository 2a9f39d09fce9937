using Orleans;
using Orleans.Streams;
using Orleans.Streams.Core;
using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Streams;

internal interface IImplicitListener : IDeactivatable;

/// <summary>Attaches when the engine tells it that it is subscribed.</summary>
[GrainType("engine-tests.told-listener")]
[ImplicitStreamSubscription(Namespace)]
internal sealed class ToldListenerGrain : DeactivatableGrain, IImplicitListener, IStreamSubscriptionObserver
{
    internal const string Namespace = "implicit-told";

    public async Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory)
    {
        Journal.Write(Key, $"{handleFactory.ProviderName} {handleFactory.StreamId}");
        await handleFactory.Create<Item>().ResumeAsync((item, _) =>
        {
            Journal.Write(Key, item);
            return Task.CompletedTask;
        });
    }
}

/// <summary>Attaches when it is activated.</summary>
[GrainType("engine-tests.resuming-listener")]
[ImplicitStreamSubscription(Namespace)]
internal sealed class ResumingListenerGrain : Grain, IGrainWithGuidKey, IAsyncObserver<Item>
{
    internal const string Namespace = "implicit-resuming";

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var stream = this.GetStreamProvider(EngineCluster.ImplicitStreams)
            .GetStream<Item>(Namespace, this.GetPrimaryKey());
        var handles = await stream.GetAllSubscriptionHandles();
        foreach (var handle in handles) await handle.ResumeAsync(this);
        Journal.Write(this.GetPrimaryKey().ToString(), handles.Count);
    }

    public Task OnNextAsync(Item item, StreamSequenceToken? token = null)
    {
        Journal.Write(this.GetPrimaryKey().ToString(), item);
        return Task.CompletedTask;
    }

    public Task OnCompletedAsync() => Task.CompletedTask;

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}

/// <summary>Is keyed by numbers.</summary>
[GrainType("engine-tests.numbered-listener")]
[ImplicitStreamSubscription(Namespace)]
internal sealed class NumberedListenerGrain : Grain, IGrainWithIntegerKey, IStreamSubscriptionObserver
{
    internal const string Namespace = "implicit-numbered";

    public async Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        await handleFactory.Create<Item>().ResumeAsync((item, _) =>
        {
            Journal.Write($"{Namespace}{this.GetPrimaryKeyLong()}", item);
            return Task.CompletedTask;
        });
}

/// <summary>Listens to namespaces of a pattern, and to another one.</summary>
[GrainType("engine-tests.pattern-listener")]
[RegexImplicitStreamSubscription("^implicit-pattern-[0-9]+$")]
[ImplicitStreamSubscription("implicit-other")]
internal sealed class PatternListenerGrain : DeactivatableGrain, IImplicitListener, IStreamSubscriptionObserver
{
    public async Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        await handleFactory.Create<Item>().ResumeAsync((item, _) =>
        {
            Journal.Write(Key, $"{handleFactory.StreamId.GetNamespace()} {item.Number}");
            return Task.CompletedTask;
        });
}

/// <summary>Publishes the next number to the stream that it listens to.</summary>
[GrainType("engine-tests.counting-listener")]
[ImplicitStreamSubscription(Namespace)]
internal sealed class CountingListenerGrain : DeactivatableGrain, IImplicitListener, IStreamSubscriptionObserver
{
    internal const string Namespace = "implicit-counting";

    public async Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        await handleFactory.Create<Item>().ResumeAsync(async (item, _) =>
        {
            Journal.Write(Key, item);
            if (item.Number > 0)
            {
                await this.GetStreamProvider(handleFactory.ProviderName)
                    .GetStream<Item>(handleFactory.StreamId).OnNextAsync(new(item.Number - 1));
            }
        });
}

/// <summary>Subscribes explicitly to the stream that it listens to implicitly.</summary>
[GrainType("engine-tests.subscribing-listener")]
[ImplicitStreamSubscription(Namespace)]
internal sealed class SubscribingListenerGrain : DeactivatableGrain, IImplicitListener
{
    internal const string Namespace = "implicit-subscribing";

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var stream = this.GetStreamProvider(EngineCluster.Streams).GetStream<Item>(Namespace, Key);
        await stream.SubscribeAsync((item, _) =>
        {
            Journal.Write(Key, item);
            return Task.CompletedTask;
        });
    }
}
