using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Providers;
using Orleans.Runtime;
using Orleans.Streams;

namespace Xerotier.Engine.Streams;

/// <summary>Subscribes whoever runs: the grain whose turn it is, or else the host as a client.</summary>
internal sealed class StreamConsumers(
    IServiceProvider services,
    IGrainFactory grains,
    IGrainContextAccessor accessor,
    ImplicitSubscribers implicitSubscribers,
    IOptionsMonitor<StreamPubSubOptions> options)
{
    private readonly Lazy<(StreamConsumer Consumer, GrainId Id)> _client = new(() =>
    {
        var consumer = ActivatorUtilities.CreateInstance<StreamConsumer>(services);
        return (consumer, grains.CreateObjectReference<IStreamConsumer>(consumer).GetGrainId());
    });

    public static Exception NoExplicitSubscriptions(QualifiedStream stream) => new ArgumentOutOfRangeException(
        nameof(stream),
        $"Provider '{stream.Provider}' keeps implicit subscriptions only; configure it with "
        + $"{nameof(PersistentStreamConfiguratorExtensions.ConfigureStreamPubSub)} to subscribe to {stream.Id}.");

    public async Task<Guid> SubscribeAsync(QualifiedStream stream, IStreamObserver observer, string? filterData)
    {
        var (consumer, id) = Current();
        if (FindImplicit(stream, id) is { } known)
        {
            consumer.Attach(known, observer);
            return known;
        }

        RequireExplicit(stream);
        var subscription = Guid.NewGuid();

        // Before it is registered: the first item may arrive before the answer does.
        consumer.Attach(subscription, observer);
        try
        {
            await Grain(stream).Subscribe(subscription, id, filterData);
        }
        catch
        {
            consumer.Detach(subscription);
            throw;
        }

        return subscription;
    }

    public void Resume(Guid subscription, IStreamObserver observer) =>
        Current().Consumer.Attach(subscription, observer);

    public async Task UnsubscribeAsync(QualifiedStream stream, Guid subscription)
    {
        var (consumer, id) = Current();
        consumer.Detach(subscription);
        if (FindImplicit(stream, id) == subscription) return;
        RequireExplicit(stream);
        await Grain(stream).Unsubscribe(subscription);
    }

    public async Task<Guid[]> SubscriptionsAsync(QualifiedStream stream)
    {
        var id = Current().Id;
        if (FindImplicit(stream, id) is { } known) return [known];
        RequireExplicit(stream);
        return await Grain(stream).SubscriptionsOf(id);
    }

    public Task PublishAsync(QualifiedStream stream, IReadOnlyList<object?> items) =>
        services.GetKeyedService<IMemoryMessageBodySerializer>(stream.Provider) is { } serializer
            ? PublishAsync(stream, serializer.Deserialize(serializer.Serialize(Body(items))))
            : Grain(stream).Publish(items);

    // What arrives is what the serialiser made of it.
    private async Task PublishAsync(QualifiedStream stream, MemoryMessageBody body)
    {
        RequestContext.Clear();
        foreach (var (key, value) in body.RequestContext ?? []) RequestContext.Set(key, value);
        await Grain(stream).Publish(body.Events);
    }

    private static MemoryMessageBody Body(IReadOnlyList<object?> items)
    {
        var context = new Dictionary<string, object>(RequestContext.Entries);
        return new([.. items.Cast<object>()], context.Count == 0 ? null : context);
    }

    private (StreamConsumer Consumer, GrainId Id) Current() =>
        accessor.GrainContext is { } grain
            ? ((StreamConsumer)grain.GetGrainExtension<IStreamConsumer>(), grain.GrainId)
            : _client.Value;

    private Guid? FindImplicit(QualifiedStream stream, GrainId consumer) =>
        options.Get(stream.Provider).PubSubType == StreamPubSubType.ExplicitGrainBasedOnly
            ? null
            : implicitSubscribers.Find(consumer, stream);

    private void RequireExplicit(QualifiedStream stream)
    {
        if (options.Get(stream.Provider).PubSubType == StreamPubSubType.ImplicitOnly)
            throw NoExplicitSubscriptions(stream);
    }

    private IMemoryStream Grain(QualifiedStream stream) => grains.GetGrain<IMemoryStream>(stream.ToKey());
}
