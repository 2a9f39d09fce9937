using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Xerotier.Engine.Streams;

/// <summary>Names a subscription to a grain that has no observer for it yet.</summary>
internal sealed class SubscriptionHandleFactory(IStreamProvider provider, QualifiedStream stream, Guid subscription)
    : IStreamSubscriptionHandleFactory
{
    public StreamId StreamId => stream.Id;

    public string ProviderName => stream.Provider;

    public GuidId SubscriptionId { get; } = GuidId.GetGuidId(subscription);

    public StreamSubscriptionHandle<T> Create<T>() =>
        new MemorySubscription<T>((MemoryStream<T>)provider.GetStream<T>(stream.Id), subscription);
}
