using Orleans;
using Orleans.Runtime;
using Xerotier.Engine.Calls;
using Xerotier.Engine.Scheduling;

namespace Xerotier.Engine.Activations;

/// <content>Activation and deactivation.</content>
internal sealed partial class Activation
{
    private static readonly Action<object?> StartTurn = static activation => _ = ((Activation)activation!).StartAsync();
    private static readonly Action<object?> StopTurn = static activation => _ = ((Activation)activation!).StopAsync();

    /// <summary>Queues the first turn, which makes the instance and activates it.</summary>
    public void Start() => QueueClean(StartTurn);

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (State is ActivationState.Deactivating or ActivationState.Invalid) return;
            Parts.Reason = deactivationReason;
            if (State == ActivationState.Activating) return;
            State = ActivationState.Deactivating;
            if (_running > 0) return;
        }

        FinishDeactivation();
    }

    /// <summary>Deactivates if it has been idle since <paramref name="threshold"/> and nothing keeps it.</summary>
    public bool TryCollect(long threshold, DeactivationReason reason)
    {
        lock (_lock)
        {
            var kept = _parts is { } parts && parts.KeepUntil > Silo.Clock.Now;
            if (State != ActivationState.Valid || _running > 0 || !_waiting.IsEmpty || kept || IdleSince > threshold)
                return false;
            Parts.Reason = reason;
            State = ActivationState.Deactivating;
        }

        FinishDeactivation();
        return true;
    }

    /// <summary>The silo died: nothing runs any more, and calls that wait fail.</summary>
    public void Kill()
    {
        lock (_lock) State = ActivationState.Invalid;
        _parts?.StopTimers();
        _parts?.Deactivated.TrySetResult();
    }

    private async Task StartAsync()
    {
        try
        {
            using var timeout = Silo.Clock.CancelAfter(Silo.Collection.ActivationTimeout);
            GrainInstance = Class.Activator.CreateInstance(this);
            if (GrainInstance is ILifecycleParticipant<IGrainLifecycle> participant)
                participant.Participate(ObservableLifecycle);
            if (_parts?.StartedLifecycle is { } lifecycle) await lifecycle.OnStart(timeout.Token);
            if (GrainInstance is IGrainBase grain) await grain.OnActivateAsync(timeout.Token);
            BecomeValid();
        }
        catch (Exception failure)
        {
            Log.ActivationFailed(Silo.Logger, failure, GrainId);
            Parts.Reason = new(DeactivationReasonCode.ActivationFailed, failure, "Failed to activate grain.");
            await RetireAsync(failure);
        }
    }

    private void BecomeValid()
    {
        bool pump, deactivate;
        lock (_lock)
        {
            deactivate = _parts is { Reason.ReasonCode: not DeactivationReasonCode.None };
            State = deactivate ? ActivationState.Deactivating : ActivationState.Valid;
            if (!deactivate) AdmitWaiting();
            Volatile.Write(ref _idleSince, Silo.Clock.Now);
            pump = StartPump();
        }

        if (pump) QueuePump();
        if (deactivate) FinishDeactivation();
    }

    private void FinishDeactivation() => QueueClean(StopTurn);

    private async Task StopAsync()
    {
        _parts?.StopTimers();
        try
        {
            using var timeout = Silo.Clock.CancelAfter(Silo.Collection.DeactivationTimeout);
            if (GrainInstance is IGrainBase grain) await grain.OnDeactivateAsync(Parts.Reason, timeout.Token);
            if (_parts?.StartedLifecycle is { } lifecycle) await lifecycle.OnStop(timeout.Token);
        }
        catch (Exception failure)
        {
            Log.DeactivationFailed(Silo.Logger, failure, GrainId);
        }

        await RetireAsync(null);
    }

    private async Task RetireAsync(Exception? failure)
    {
        CallQueue waiting;
        _parts?.StopTimers();
        lock (_lock)
        {
            State = ActivationState.Invalid;
            waiting = _waiting;
            _waiting = default;
        }

        Silo.Forget(this);
        if (GrainInstance is { } instance) await Class.Activator.DisposeAsync(instance);
        if (_parts is not null) await _parts.DisposeAsync();
        Silo.Reroute(waiting, failure);
    }

    private void QueueClean(Action<object?> turn)
    {
        using (NoFlow.Enter()) new Task(turn, this).Start(_turns);
    }
}
