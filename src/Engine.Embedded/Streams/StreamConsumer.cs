using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Xerotier.Engine.Streams;

/// <summary>The observers of one activation, or those of a client.</summary>
internal sealed class StreamConsumer(
    IServiceProvider services, IGrainContextAccessor accessor, ILogger<StreamConsumer> logger) : IStreamConsumer
{
    // Small, because there is one of these for each activation that listens.
    private readonly ConcurrentDictionary<Guid, IStreamObserver> _observers = new(concurrencyLevel: 1, capacity: 1);
    private readonly IGrainContext? _grain = accessor.GrainContext;

    public void Attach(Guid subscription, IStreamObserver observer) => _observers[subscription] = observer;

    public void Detach(Guid subscription) => _observers.TryRemove(subscription, out _);

    public async Task Deliver(Guid subscription, StreamBatch batch)
    {
        if (!_observers.ContainsKey(subscription)) await AskGrainAsync(subscription, batch.Stream);
        if (_observers.TryGetValue(subscription, out var observer)) await observer.DeliverAsync(batch);
        else Log.NoObserver(logger, _grain?.GrainId.ToString() ?? "The client", subscription, batch.Stream.Id);
    }

    public Task Fail(Guid subscription, Exception failure) =>
        _observers.TryGetValue(subscription, out var observer) ? observer.FailAsync(failure) : Task.CompletedTask;

    // An activation that is new to the subscription may attach now.
    private Task AskGrainAsync(Guid subscription, QualifiedStream stream)
    {
        if (_grain?.GrainInstance is not IStreamSubscriptionObserver grain) return Task.CompletedTask;
        var provider = services.GetRequiredKeyedService<IStreamProvider>(stream.Provider);
        return grain.OnSubscribed(new SubscriptionHandleFactory(provider, stream, subscription));
    }
}
