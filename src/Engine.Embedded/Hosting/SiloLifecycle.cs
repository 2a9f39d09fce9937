using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Xerotier.Engine.Lifecycle;

namespace Xerotier.Engine.Hosting;

/// <summary>The lifecycle of a silo.</summary>
internal sealed class SiloLifecycle(ILogger<SiloLifecycle> logger) : StagedLifecycle, ISiloLifecycleSubject
{
    public int HighestCompletedStage => HighestStarted ?? int.MinValue;

    public int LowestStoppedStage => LowestStopped;

    protected override void OnStopFailed(IReadOnlyList<Exception> failures)
    {
        foreach (var failure in failures) Log.StopFailed(logger, failure);
    }
}
