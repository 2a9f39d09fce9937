using Xerotier.Engine.Streams;

namespace Orleans.Streams;

/// <summary>Resumes subscriptions with delegates.</summary>
public static class StreamSubscriptionHandleExtensions
{
    /// <summary>Attaches delegates after a new activation.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="handle">The subscription.</param>
    /// <param name="onNextAsync">Takes an item.</param>
    /// <param name="onErrorAsync">Takes a failure of the stream.</param>
    /// <param name="onCompletedAsync">Takes the end of the stream.</param>
    /// <param name="token">Where to start.</param>
    public static Task<StreamSubscriptionHandle<T>> ResumeAsync<T>(
        this StreamSubscriptionHandle<T> handle,
        Func<T, StreamSequenceToken?, Task> onNextAsync,
        Func<Exception, Task> onErrorAsync,
        Func<Task> onCompletedAsync,
        StreamSequenceToken? token = null) =>
        handle.ResumeAsync(new DelegateAsyncObserver<T>(onNextAsync, onErrorAsync, onCompletedAsync), token);

    /// <summary>Attaches delegates after a new activation.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="handle">The subscription.</param>
    /// <param name="onNextAsync">Takes an item.</param>
    /// <param name="onErrorAsync">Takes a failure of the stream.</param>
    /// <param name="token">Where to start.</param>
    public static Task<StreamSubscriptionHandle<T>> ResumeAsync<T>(
        this StreamSubscriptionHandle<T> handle,
        Func<T, StreamSequenceToken?, Task> onNextAsync,
        Func<Exception, Task> onErrorAsync,
        StreamSequenceToken? token = null) =>
        handle.ResumeAsync(new DelegateAsyncObserver<T>(onNextAsync, onErrorAsync, null), token);

    /// <summary>Attaches delegates after a new activation.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="handle">The subscription.</param>
    /// <param name="onNextAsync">Takes an item.</param>
    /// <param name="onCompletedAsync">Takes the end of the stream.</param>
    /// <param name="token">Where to start.</param>
    public static Task<StreamSubscriptionHandle<T>> ResumeAsync<T>(
        this StreamSubscriptionHandle<T> handle,
        Func<T, StreamSequenceToken?, Task> onNextAsync,
        Func<Task> onCompletedAsync,
        StreamSequenceToken? token = null) =>
        handle.ResumeAsync(new DelegateAsyncObserver<T>(onNextAsync, null, onCompletedAsync), token);

    /// <summary>Attaches delegates after a new activation.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="handle">The subscription.</param>
    /// <param name="onNextAsync">Takes an item.</param>
    /// <param name="token">Where to start.</param>
    public static Task<StreamSubscriptionHandle<T>> ResumeAsync<T>(
        this StreamSubscriptionHandle<T> handle,
        Func<T, StreamSequenceToken?, Task> onNextAsync,
        StreamSequenceToken? token = null) =>
        handle.ResumeAsync(new DelegateAsyncObserver<T>(onNextAsync, null, null), token);

    /// <summary>Attaches delegates after a new activation.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="handle">The subscription.</param>
    /// <param name="onNextAsync">Takes an item.</param>
    /// <param name="onErrorAsync">Takes a failure of the stream.</param>
    /// <param name="onCompletedAsync">Takes the end of the stream.</param>
    /// <param name="token">Where to start.</param>
    public static Task<StreamSubscriptionHandle<T>> ResumeAsync<T>(
        this StreamSubscriptionHandle<T> handle,
        Func<IList<SequentialItem<T>>, Task> onNextAsync,
        Func<Exception, Task> onErrorAsync,
        Func<Task> onCompletedAsync,
        StreamSequenceToken? token = null) =>
        handle.ResumeAsync(new DelegateAsyncBatchObserver<T>(onNextAsync, onErrorAsync, onCompletedAsync), token);

    /// <summary>Attaches delegates after a new activation.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="handle">The subscription.</param>
    /// <param name="onNextAsync">Takes an item.</param>
    /// <param name="onErrorAsync">Takes a failure of the stream.</param>
    /// <param name="token">Where to start.</param>
    public static Task<StreamSubscriptionHandle<T>> ResumeAsync<T>(
        this StreamSubscriptionHandle<T> handle,
        Func<IList<SequentialItem<T>>, Task> onNextAsync,
        Func<Exception, Task> onErrorAsync,
        StreamSequenceToken? token = null) =>
        handle.ResumeAsync(new DelegateAsyncBatchObserver<T>(onNextAsync, onErrorAsync, null), token);

    /// <summary>Attaches delegates after a new activation.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="handle">The subscription.</param>
    /// <param name="onNextAsync">Takes an item.</param>
    /// <param name="onCompletedAsync">Takes the end of the stream.</param>
    /// <param name="token">Where to start.</param>
    public static Task<StreamSubscriptionHandle<T>> ResumeAsync<T>(
        this StreamSubscriptionHandle<T> handle,
        Func<IList<SequentialItem<T>>, Task> onNextAsync,
        Func<Task> onCompletedAsync,
        StreamSequenceToken? token = null) =>
        handle.ResumeAsync(new DelegateAsyncBatchObserver<T>(onNextAsync, null, onCompletedAsync), token);

    /// <summary>Attaches delegates after a new activation.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="handle">The subscription.</param>
    /// <param name="onNextAsync">Takes an item.</param>
    /// <param name="token">Where to start.</param>
    public static Task<StreamSubscriptionHandle<T>> ResumeAsync<T>(
        this StreamSubscriptionHandle<T> handle,
        Func<IList<SequentialItem<T>>, Task> onNextAsync,
        StreamSequenceToken? token = null) =>
        handle.ResumeAsync(new DelegateAsyncBatchObserver<T>(onNextAsync, null, null), token);
}
