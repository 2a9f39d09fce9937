using Orleans.Runtime;

namespace Orleans.Streams.Core;

/// <summary>A subscription as an administrator sees it.</summary>
/// <param name="subscriptionId">Its identity.</param>
/// <param name="streamProviderName">The provider.</param>
/// <param name="streamId">The stream.</param>
/// <param name="grainId">The subscriber.</param>
[GenerateSerializer]
[Immutable]
public sealed class StreamSubscription(
    Guid subscriptionId, string streamProviderName, StreamId streamId, GrainId grainId)
{
    /// <summary>Its identity.</summary>
    [Id(0)]
    public Guid SubscriptionId { get; } = subscriptionId;

    /// <summary>The provider.</summary>
    [Id(1)]
    public string StreamProviderName { get; } = streamProviderName;

    /// <summary>The stream.</summary>
    [Id(2)]
    public StreamId StreamId { get; } = streamId;

    /// <summary>The subscriber.</summary>
    [Id(3)]
    public GrainId GrainId { get; } = grainId;
}
