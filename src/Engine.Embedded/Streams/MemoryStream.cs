using Orleans.Runtime;
using Orleans.Streams;

namespace Xerotier.Engine.Streams;

/// <summary>A stream as its producers and subscribers see it.</summary>
internal sealed class MemoryStream<T>(QualifiedStream stream, StreamConsumers consumers) : IAsyncStream<T>
{
    private const string NoEnd = "A memory stream has no end that a producer could announce.";

    public bool IsRewindable => false;

    public string ProviderName => stream.Provider;

    public StreamId StreamId => stream.Id;

    public Task OnNextAsync(T item, StreamSequenceToken? token = null) => consumers.PublishAsync(stream, [item]);

    public Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null) =>
        consumers.PublishAsync(stream, [.. batch.Cast<object?>()]);

    public Task OnCompletedAsync() => throw new NotSupportedException(NoEnd);

    public Task OnErrorAsync(Exception ex) => throw new NotSupportedException(NoEnd);

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer) =>
        SubscribeAsync(observer, token: null);

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(
        IAsyncObserver<T> observer, StreamSequenceToken? token, string? filterData = null) =>
        SubscribeAsync(Adapt(observer, token), filterData);

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncBatchObserver<T> observer) =>
        SubscribeAsync(observer, token: null);

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(
        IAsyncBatchObserver<T> observer, StreamSequenceToken? token) =>
        SubscribeAsync(Adapt(observer, token), filterData: null);

    public async Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles() =>
        [.. (await consumers.SubscriptionsAsync(stream)).Select(id => new MemorySubscription<T>(this, id))];

    public StreamSubscriptionHandle<T> Resume(Guid subscription, IStreamObserver observer)
    {
        consumers.Resume(subscription, observer);
        return new MemorySubscription<T>(this, subscription);
    }

    public Task UnsubscribeAsync(Guid subscription) => consumers.UnsubscribeAsync(stream, subscription);

    public bool Equals(IAsyncStream<T>? other) => other is MemoryStream<T> same && same.Stream == stream;

    public override bool Equals(object? obj) => Equals(obj as IAsyncStream<T>);

    public override int GetHashCode() => stream.GetHashCode();

    public int CompareTo(IAsyncStream<T>? other) => other is null ? 1 : StreamId.CompareTo(other.StreamId);

    public override string ToString() => $"{ProviderName}/{StreamId}";

    internal static IStreamObserver Adapt(IAsyncObserver<T> observer, StreamSequenceToken? token) =>
        new ItemObserver<T>(Checked(observer, token));

    internal static IStreamObserver Adapt(IAsyncBatchObserver<T> observer, StreamSequenceToken? token) =>
        new BatchObserver<T>(Checked(observer, token));

    private QualifiedStream Stream => stream;

    private static TObserver Checked<TObserver>(TObserver observer, StreamSequenceToken? token)
        where TObserver : class
    {
        ArgumentNullException.ThrowIfNull(observer);
        if (observer is GrainReference)
            throw new ArgumentException("A reference cannot be subscribed; pass the object itself.", nameof(observer));
        if (token is not null)
            throw new ArgumentNullException(nameof(token), "The stream cannot go back; pass no token.");
        return observer;
    }

    private async Task<StreamSubscriptionHandle<T>> SubscribeAsync(IStreamObserver observer, string? filterData) =>
        new MemorySubscription<T>(this, await consumers.SubscribeAsync(stream, observer, filterData));
}
