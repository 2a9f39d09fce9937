namespace Orleans;

/// <summary>Takes part in a lifecycle.</summary>
public interface ILifecycleObserver
{
    /// <summary>The stage starts.</summary>
    /// <param name="cancellationToken">Cancels the start.</param>
    Task OnStart(CancellationToken cancellationToken = default);

    /// <summary>The stage stops.</summary>
    /// <param name="cancellationToken">Asks for a quick stop.</param>
    Task OnStop(CancellationToken cancellationToken = default);
}
