using Orleans;
using Orleans.Runtime;

namespace Xerotier.Engine.Lifecycle;

/// <summary>Runs a delegate in one stage of the silo's start.</summary>
internal sealed class StartupTask(
    IServiceProvider services, Func<IServiceProvider, CancellationToken, Task> task, int stage)
    : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe<StartupTask>(stage, token => task(services, token));
}
