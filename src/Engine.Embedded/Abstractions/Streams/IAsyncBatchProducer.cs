namespace Orleans.Streams;

/// <summary>Sends items in batches.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public interface IAsyncBatchProducer<T> : IAsyncObserver<T>
{
    /// <summary>Sends items.</summary>
    /// <param name="batch">The items.</param>
    /// <param name="token">Their place in the stream.</param>
    Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null);
}
