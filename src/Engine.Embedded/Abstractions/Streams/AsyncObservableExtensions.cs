using Xerotier.Engine.Streams;

namespace Orleans.Streams;

/// <summary>Subscribes with delegates.</summary>
public static class AsyncObservableExtensions
{
    /// <summary>Subscribes explicitly.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="obs">The stream.</param>
    /// <param name="onNextAsync">Takes an item.</param>
    /// <param name="onErrorAsync">Takes a failure of the stream.</param>
    /// <param name="onCompletedAsync">Takes the end of the stream.</param>
    public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(
        this IAsyncObservable<T> obs,
        Func<T, StreamSequenceToken?, Task> onNextAsync,
        Func<Exception, Task> onErrorAsync,
        Func<Task> onCompletedAsync) =>
        obs.SubscribeAsync(new DelegateAsyncObserver<T>(onNextAsync, onErrorAsync, onCompletedAsync));

    /// <summary>Subscribes explicitly.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="obs">The stream.</param>
    /// <param name="onNextAsync">Takes an item.</param>
    /// <param name="onErrorAsync">Takes a failure of the stream.</param>
    public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(
        this IAsyncObservable<T> obs,
        Func<T, StreamSequenceToken?, Task> onNextAsync,
        Func<Exception, Task> onErrorAsync) =>
        obs.SubscribeAsync(new DelegateAsyncObserver<T>(onNextAsync, onErrorAsync, null));

    /// <summary>Subscribes explicitly.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="obs">The stream.</param>
    /// <param name="onNextAsync">Takes an item.</param>
    /// <param name="onCompletedAsync">Takes the end of the stream.</param>
    public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(
        this IAsyncObservable<T> obs,
        Func<T, StreamSequenceToken?, Task> onNextAsync,
        Func<Task> onCompletedAsync) =>
        obs.SubscribeAsync(new DelegateAsyncObserver<T>(onNextAsync, null, onCompletedAsync));

    /// <summary>Subscribes explicitly.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="obs">The stream.</param>
    /// <param name="onNextAsync">Takes an item.</param>
    public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(
        this IAsyncObservable<T> obs,
        Func<T, StreamSequenceToken?, Task> onNextAsync) =>
        obs.SubscribeAsync(new DelegateAsyncObserver<T>(onNextAsync, null, null));

    /// <summary>Subscribes explicitly.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="obs">The stream.</param>
    /// <param name="onNextAsync">Takes an item.</param>
    /// <param name="onErrorAsync">Takes a failure of the stream.</param>
    /// <param name="onCompletedAsync">Takes the end of the stream.</param>
    /// <param name="token">Where to start.</param>
    public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(
        this IAsyncObservable<T> obs,
        Func<T, StreamSequenceToken?, Task> onNextAsync,
        Func<Exception, Task> onErrorAsync,
        Func<Task> onCompletedAsync,
        StreamSequenceToken token) =>
        obs.SubscribeAsync(new DelegateAsyncObserver<T>(onNextAsync, onErrorAsync, onCompletedAsync), token);

    /// <summary>Subscribes explicitly.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="obs">The stream.</param>
    /// <param name="onNextAsync">Takes an item.</param>
    /// <param name="onErrorAsync">Takes a failure of the stream.</param>
    /// <param name="token">Where to start.</param>
    public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(
        this IAsyncObservable<T> obs,
        Func<T, StreamSequenceToken?, Task> onNextAsync,
        Func<Exception, Task> onErrorAsync,
        StreamSequenceToken token) =>
        obs.SubscribeAsync(new DelegateAsyncObserver<T>(onNextAsync, onErrorAsync, null), token);

    /// <summary>Subscribes explicitly.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="obs">The stream.</param>
    /// <param name="onNextAsync">Takes an item.</param>
    /// <param name="onCompletedAsync">Takes the end of the stream.</param>
    /// <param name="token">Where to start.</param>
    public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(
        this IAsyncObservable<T> obs,
        Func<T, StreamSequenceToken?, Task> onNextAsync,
        Func<Task> onCompletedAsync,
        StreamSequenceToken token) =>
        obs.SubscribeAsync(new DelegateAsyncObserver<T>(onNextAsync, null, onCompletedAsync), token);

    /// <summary>Subscribes explicitly.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="obs">The stream.</param>
    /// <param name="onNextAsync">Takes an item.</param>
    /// <param name="token">Where to start.</param>
    public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(
        this IAsyncObservable<T> obs,
        Func<T, StreamSequenceToken?, Task> onNextAsync,
        StreamSequenceToken token) =>
        obs.SubscribeAsync(new DelegateAsyncObserver<T>(onNextAsync, null, null), token);
}
