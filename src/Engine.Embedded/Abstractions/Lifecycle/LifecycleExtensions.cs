using Xerotier.Engine.Lifecycle;

namespace Orleans;

/// <summary>More ways to take part in a lifecycle.</summary>
public static class LifecycleExtensions
{
    private static readonly Func<CancellationToken, Task> Nothing = static _ => Task.CompletedTask;

    /// <summary>Takes part in a stage until disposed.</summary>
    /// <param name="observable">The lifecycle.</param>
    /// <param name="observerName">A name for logs.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="onStart">Runs when it starts.</param>
    /// <param name="onStop">Runs when it stops.</param>
    public static IDisposable Subscribe(
        this ILifecycleObservable observable,
        string observerName,
        int stage,
        Func<CancellationToken, Task> onStart,
        Func<CancellationToken, Task>? onStop) =>
        observable.Subscribe(observerName, stage, new DelegateObserver(onStart, onStop ?? Nothing));

    /// <summary>Takes part in a stage until disposed.</summary>
    /// <param name="observable">The lifecycle.</param>
    /// <param name="observerName">A name for logs.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="onStart">Runs when it starts.</param>
    public static IDisposable Subscribe(
        this ILifecycleObservable observable, string observerName, int stage, Func<CancellationToken, Task> onStart) =>
        observable.Subscribe(observerName, stage, new DelegateObserver(onStart, Nothing));

    /// <summary>Takes part in a stage until disposed.</summary>
    /// <typeparam name="TObserver">Its name is the name for logs.</typeparam>
    /// <param name="observable">The lifecycle.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="observer">The participant.</param>
    public static IDisposable Subscribe<TObserver>(
        this ILifecycleObservable observable, int stage, ILifecycleObserver observer) =>
        observable.Subscribe(typeof(TObserver).FullName!, stage, observer);

    /// <summary>Takes part in a stage until disposed.</summary>
    /// <typeparam name="TObserver">Its name is the name for logs.</typeparam>
    /// <param name="observable">The lifecycle.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="onStart">Runs when it starts.</param>
    /// <param name="onStop">Runs when it stops.</param>
    public static IDisposable Subscribe<TObserver>(
        this ILifecycleObservable observable,
        int stage,
        Func<CancellationToken, Task> onStart,
        Func<CancellationToken, Task> onStop) =>
        observable.Subscribe(typeof(TObserver).FullName!, stage, onStart, onStop);

    /// <summary>Takes part in a stage until disposed.</summary>
    /// <typeparam name="TObserver">Its name is the name for logs.</typeparam>
    /// <param name="observable">The lifecycle.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="onStart">Runs when it starts.</param>
    public static IDisposable Subscribe<TObserver>(
        this ILifecycleObservable observable, int stage, Func<CancellationToken, Task> onStart) =>
        observable.Subscribe(typeof(TObserver).FullName!, stage, onStart);

    /// <summary>Takes part in a stage until disposed.</summary>
    /// <param name="observable">The lifecycle.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="observer">The participant.</param>
    public static IDisposable Subscribe(
        this ILifecycleObservable observable, int stage, ILifecycleObserver observer) =>
        observable.Subscribe(observer.GetType().FullName!, stage, observer);
}
