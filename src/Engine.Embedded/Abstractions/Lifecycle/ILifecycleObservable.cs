namespace Orleans;

/// <summary>A lifecycle in stages, started in rising order and stopped in falling order.</summary>
public interface ILifecycleObservable
{
    /// <summary>Takes part in a stage until disposed.</summary>
    /// <param name="observerName">A name for logs.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="observer">The participant.</param>
    IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer);
}
