namespace Orleans.Streams;

/// <summary>Gives the items of a stream to subscribers in batches.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public interface IAsyncBatchObservable<T>
{
    /// <summary>Subscribes explicitly.</summary>
    /// <param name="observer">Takes the items.</param>
    Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncBatchObserver<T> observer);

    /// <summary>Subscribes explicitly from a place in the stream.</summary>
    /// <param name="observer">Takes the items.</param>
    /// <param name="token">The place; null is now.</param>
    Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncBatchObserver<T> observer, StreamSequenceToken? token);
}
