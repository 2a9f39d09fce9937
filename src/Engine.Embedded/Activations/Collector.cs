using Orleans;
using Xerotier.Engine.Hosting;
using Xerotier.Engine.Scheduling;

namespace Xerotier.Engine.Activations;

/// <summary>Deactivates idle activations, and all of them when the silo stops.</summary>
internal sealed class Collector(Silo silo) : IDisposable
{
    private static readonly DeactivationReason Idle =
        new(DeactivationReasonCode.ActivationIdle, "Activation exceeded idle collection age limit.");

    private static readonly DeactivationReason Stopping =
        new(DeactivationReasonCode.ShuttingDown, "This process is terminating.");

    private ITimer? _timer;

    public void Start()
    {
        var quantum = silo.Collection.CollectionQuantum;
        using (NoFlow.Enter())
            _timer = silo.Clock.Time.CreateTimer(static c => ((Collector)c!).CollectIdle(), this, quantum, quantum);
    }

    /// <summary>Deactivates everything and waits until it is gone.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        _timer?.Dispose();
        using var timeout = silo.Clock.CancelAfter(silo.Collection.DeactivationTimeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            // Calls that were on their way may still activate something while the first ones leave.
            while (silo.Activations.ToArray() is { Length: > 0 } leaving)
            {
                foreach (var activation in leaving) activation.Deactivate(Stopping, cancellationToken);
                await Task.WhenAll(leaving.Select(static a => a.Deactivated)).WaitAsync(either.Token);
            }
        }
        catch (OperationCanceledException)
        {
            Hosting.Log.ActivationsLeft(silo.Logger, silo.Activations.Count());
        }
    }

    public void Dispose() => _timer?.Dispose();

    /// <summary>Deactivates what has been idle for at least <paramref name="age"/>.</summary>
    public void Collect(TimeSpan age)
    {
        foreach (var activation in silo.Activations)
            activation.TryCollect(silo.Clock.Now - (long)age.TotalMilliseconds, Idle);
    }

    private void CollectIdle()
    {
        foreach (var activation in silo.Activations)
        {
            var age = activation.Class.CollectionAge;
            if (age == Timeout.InfiniteTimeSpan) continue;
            activation.TryCollect(silo.Clock.Now - (long)age.TotalMilliseconds, Idle);
        }
    }
}
