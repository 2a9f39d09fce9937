using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>A subscription to a stream; serialisable, so that a grain can keep it and resume.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
[GenerateSerializer]
public abstract class StreamSubscriptionHandle<T> : IEquatable<StreamSubscriptionHandle<T>?>
{
    /// <summary>The stream.</summary>
    public abstract StreamId StreamId { get; }

    /// <summary>The provider.</summary>
    public abstract string ProviderName { get; }

    /// <summary>The subscription.</summary>
    public abstract Guid HandleId { get; }

    /// <summary>Ends the subscription.</summary>
    public abstract Task UnsubscribeAsync();

    /// <summary>Attaches an observer after a new activation.</summary>
    /// <param name="observer">Takes the items.</param>
    /// <param name="token">Where to start; null is where it was.</param>
    public abstract Task<StreamSubscriptionHandle<T>> ResumeAsync(
        IAsyncObserver<T> observer, StreamSequenceToken? token = null);

    /// <summary>Attaches an observer after a new activation.</summary>
    /// <param name="observer">Takes the items.</param>
    /// <param name="token">Where to start; null is where it was.</param>
    public abstract Task<StreamSubscriptionHandle<T>> ResumeAsync(
        IAsyncBatchObserver<T> observer, StreamSequenceToken? token = null);

    /// <inheritdoc/>
    public abstract bool Equals(StreamSubscriptionHandle<T>? other);
}
