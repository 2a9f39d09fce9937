namespace Orleans.Streams;

/// <summary>Gives the items of a stream to subscribers.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public interface IAsyncObservable<T>
{
    /// <summary>Subscribes explicitly.</summary>
    /// <param name="observer">Takes the items.</param>
    Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer);

    /// <summary>Subscribes explicitly from a place in the stream.</summary>
    /// <param name="observer">Takes the items.</param>
    /// <param name="token">The place; null is now.</param>
    /// <param name="filterData">Data for the stream filter.</param>
    Task<StreamSubscriptionHandle<T>> SubscribeAsync(
        IAsyncObserver<T> observer, StreamSequenceToken? token, string? filterData = null);
}
