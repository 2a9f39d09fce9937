namespace Orleans.Streams;

/// <summary>Takes the items of a stream.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public interface IAsyncObserver<in T>
{
    /// <summary>An item arrived; for producers: sends an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="token">Its place in the stream.</param>
    Task OnNextAsync(T item, StreamSequenceToken? token = null);

    /// <summary>The stream ended.</summary>
    Task OnCompletedAsync();

    /// <summary>The stream failed.</summary>
    /// <param name="ex">Why.</param>
    Task OnErrorAsync(Exception ex);
}
