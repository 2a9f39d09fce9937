using Orleans;
using Orleans.Runtime;
using Xerotier.Engine.Calls;

namespace Xerotier.Engine.Observers;

/// <summary>Runs the calls of one observer one after the other.</summary>
internal sealed class ObserverHost(
    IGrainObserver target, IGrainScheduler threads, Lazy<IIncomingGrainCallFilter[]> filters)
    : ICallOwner, IThreadPoolWorkItem
{
    /// <summary>How the types of observer ids begin.</summary>
    public const string TypePrefix = "sys.client";

    /// <summary>The same as UTF-8.</summary>
    public static ReadOnlySpan<byte> TypePrefixBytes => "sys.client"u8;

    private readonly WeakReference<IGrainObserver> _target = new(target);
    private readonly Lock _lock = new();
    private CallQueue _waiting;
    private bool _busy;

    public bool IsAlive => _target.TryGetTarget(out _);

    public IGrainContext? GrainContext => null;

    public void Receive(GrainCall call)
    {
        lock (_lock)
        {
            _waiting.Add(call);
            if (_busy) return;
            _busy = true;
        }

        threads.Schedule(this);
    }

    void IThreadPoolWorkItem.Execute()
    {
        GrainCall call;
        lock (_lock) call = _waiting.Take();
        CallContext.Current = call.Context;
        call.Run(this);
    }

    public object? GetTarget() => _target.TryGetTarget(out var target) ? target : null;

    public object? GetComponent(Type componentType) => componentType.IsInstanceOfType(GetTarget()) ? GetTarget() : null;

    public IReadOnlyList<IIncomingGrainCallFilter>? FiltersOf(GrainCall call) => filters.Value;

    public Exception MissingTarget(GrainCall call) => new ClientNotAvailableException(call.Reference.GrainId);

    public void OnCallFailed(GrainCall call, Exception failure)
    {
    }

    public void OnCallDone(GrainCall call)
    {
        lock (_lock)
        {
            if (_waiting.IsEmpty)
            {
                _busy = false;
                return;
            }
        }

        threads.Schedule(this);
    }

    public void QueueTurn(Action action) => threads.Schedule(new ActionWork(action));

    private sealed class ActionWork(Action action) : IThreadPoolWorkItem
    {
        public void Execute() => action();
    }
}
