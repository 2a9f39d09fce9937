namespace Orleans.Streams;

/// <summary>A stream of items.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public interface IAsyncStream<T>
    : IAsyncStream,
        IEquatable<IAsyncStream<T>>,
        IComparable<IAsyncStream<T>>,
        IAsyncObservable<T>,
        IAsyncBatchObservable<T>,
        IAsyncBatchProducer<T>
{
    /// <summary>The explicit subscriptions of the grain that asks.</summary>
    Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles();
}
