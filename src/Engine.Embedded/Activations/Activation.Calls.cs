using Orleans.CodeGeneration;
using Xerotier.Engine.Calls;
using Xerotier.Engine.Scheduling;

namespace Xerotier.Engine.Activations;

/// <content>Which calls run and which wait.</content>
internal sealed partial class Activation
{
    private static readonly Action<object?> Pump = static activation => ((Activation)activation!).RunReady();

    private CallQueue _waiting;
    private CallQueue _ready;
    private int _running;
    private int _runningExclusive;
    private int _runningReadOnly;
    private bool _pumping;
    private long _idleSince;

    /// <summary>Whether no call runs or waits.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock) return _running == 0 && _waiting.IsEmpty;
        }
    }

    /// <summary>Calls that run or wait.</summary>
    public int Load => _running + _waiting.Count;

    /// <summary>When it last became idle, on the silo's coarse clock.</summary>
    public long IdleSince => Volatile.Read(ref _idleSince);

    /// <summary>Takes a call; false when the activation is gone and the caller must find another.</summary>
    public bool TryReceive(GrainCall call)
    {
        bool pump;
        lock (_lock)
        {
            if (State == ActivationState.Invalid) return false;
            if (State == ActivationState.Valid && MayRun(call)) Admit(call);
            else _waiting.Add(call);
            pump = StartPump();
        }

        if (pump) QueuePump();
        return true;
    }

    /// <summary>A call that was admitted is done.</summary>
    public void OnCallDone(GrainCall call)
    {
        bool pump, deactivate = false;
        lock (_lock)
        {
            _running--;
            if (call.Admission == CallAdmission.Exclusive) _runningExclusive--;
            else if (call.Admission == CallAdmission.ReadOnly) _runningReadOnly--;
            if (State == ActivationState.Valid) AdmitWaiting();
            if (_running == 0)
            {
                if (call.KeepsAlive) Volatile.Write(ref _idleSince, Silo.Clock.Now);
                deactivate = State == ActivationState.Deactivating;
            }

            pump = StartPump();
        }

        if (pump) QueuePump();
        if (deactivate) FinishDeactivation();
        else Pool?.OnWorkerFree();
    }

    /// <summary>Removes a call that waits; false when it runs already.</summary>
    public bool TryWithdraw(GrainCall call)
    {
        lock (_lock) return _waiting.Remove(call);
    }

    private bool MayRun(GrainCall call)
    {
        if (_runningExclusive == 0 && _runningReadOnly == 0) return true;
        if ((call.Options & InvokeMethodOptions.AlwaysInterleave) != 0) return true;
        if (_runningExclusive == 0 && (call.Options & InvokeMethodOptions.ReadOnly) != 0) return true;
        if (Class.MayInterleave(GrainInstance, call)) return true;
        var chain = call.Context?.ReentrancyId ?? Guid.Empty;
        return chain != Guid.Empty && _parts is { } parts && parts.HasSection(chain);
    }

    private void Admit(GrainCall call)
    {
        _running++;
        call.Admission = AdmissionOf(call);
        if (call.Admission == CallAdmission.Exclusive) _runningExclusive++;
        else if (call.Admission == CallAdmission.ReadOnly) _runningReadOnly++;
        _ready.Add(call);
    }

    private CallAdmission AdmissionOf(GrainCall call)
    {
        if ((call.Options & InvokeMethodOptions.AlwaysInterleave) != 0) return CallAdmission.Interleaving;
        if (Class.MayInterleave(GrainInstance, call)) return CallAdmission.Interleaving;
        return (call.Options & InvokeMethodOptions.ReadOnly) != 0 ? CallAdmission.ReadOnly : CallAdmission.Exclusive;
    }

    // Calls that may interleave were admitted when they arrived, so only the head of the queue can be next, unless
    // readers run: then readers further back may join them.
    private void AdmitWaiting()
    {
        while (_waiting.First is { } next && MayRun(next)) Admit(_waiting.Take());
        if (_runningReadOnly == 0 || _runningExclusive > 0 || _waiting.IsEmpty) return;
        var blocked = default(CallQueue);
        while (!_waiting.IsEmpty)
        {
            var call = _waiting.Take();
            if (MayRun(call)) Admit(call);
            else blocked.Add(call);
        }

        _waiting = blocked;
    }

    private bool StartPump()
    {
        if (_pumping || _ready.IsEmpty) return false;
        return _pumping = true;
    }

    // The turn must not inherit the caller's ambient values: what travels with calls travels in the call.
    private void QueuePump()
    {
        using (NoFlow.Enter()) new Task(Pump, this).Start(_turns);
    }

    private void RunReady()
    {
        var clean = ExecutionContext.Capture();
        while (true)
        {
            GrainCall call;
            lock (_lock)
            {
                if (_ready.IsEmpty)
                {
                    _pumping = false;
                    return;
                }

                call = _ready.Take();
            }

            CallContext.Current = call.Context;
            call.Run(this);
            if (clean is not null) ExecutionContext.Restore(clean);
        }
    }
}
