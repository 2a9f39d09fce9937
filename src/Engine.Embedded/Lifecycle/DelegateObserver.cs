using Orleans;

namespace Xerotier.Engine.Lifecycle;

/// <summary>A participant made of two delegates.</summary>
internal sealed class DelegateObserver(
    Func<CancellationToken, Task> onStart, Func<CancellationToken, Task> onStop) : ILifecycleObserver
{
    public Task OnStart(CancellationToken cancellationToken = default) => onStart(cancellationToken);

    public Task OnStop(CancellationToken cancellationToken = default) => onStop(cancellationToken);
}
