namespace Orleans.Streams;

/// <summary>Takes the items of a stream in batches.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public interface IAsyncBatchObserver<T>
{
    /// <summary>Items arrived.</summary>
    /// <param name="items">The items.</param>
    Task OnNextAsync(IList<SequentialItem<T>> items);

    /// <summary>The stream ended.</summary>
    Task OnCompletedAsync() => Task.CompletedTask;

    /// <summary>The stream failed.</summary>
    /// <param name="ex">Why.</param>
    Task OnErrorAsync(Exception ex);
}
