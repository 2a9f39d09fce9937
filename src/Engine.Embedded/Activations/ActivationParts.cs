using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Xerotier.Engine.Calls;
using Xerotier.Engine.Lifecycle;

namespace Xerotier.Engine.Activations;

/// <summary>What most idle activations never need.</summary>
internal sealed class ActivationParts(Activation owner) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private List<Guid>? _sections;
    private List<IDisposable>? _timers;
    private AsyncServiceScope? _scope;
    private ActivationLifecycle? _lifecycle;
    private ActivationComponents? _components;
    private TaskCompletionSource? _deactivated;
    private Enumerations? _enumerations;

    public ActivationId ActivationId { get; } = ActivationId.NewId();

    /// <summary>Why the activation goes; <see cref="DeactivationReasonCode.None"/> while it stays.</summary>
    public DeactivationReason Reason { get; set; }

    /// <summary>Not collected before this time on the silo's coarse clock.</summary>
    public long KeepUntil { get; set; } = long.MinValue;

    public TaskCompletionSource Deactivated
    {
        get
        {
            lock (_lock)
                return _deactivated ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public IServiceProvider Services
    {
        get
        {
            lock (_lock) return (_scope ??= owner.Silo.Services.CreateAsyncScope()).ServiceProvider;
        }
    }

    public IGrainLifecycle Lifecycle => _lifecycle ??= new();

    /// <summary>The lifecycle, if anything takes part in it.</summary>
    public ILifecycleSubject? StartedLifecycle => _lifecycle;

    public ActivationComponents Components => _components ??= new(owner);

    /// <summary>The enumerations that callers read.</summary>
    public Enumerations Enumerations => _enumerations ??= new();

    public void EnterSection(Guid chain)
    {
        lock (_lock) (_sections ??= []).Add(chain);
    }

    public void LeaveSection(Guid chain)
    {
        lock (_lock) _sections?.Remove(chain);
    }

    public bool HasSection(Guid chain)
    {
        lock (_lock) return _sections?.Contains(chain) ?? false;
    }

    public void AddTimer(IDisposable timer)
    {
        lock (_lock) (_timers ??= []).Add(timer);
    }

    public void RemoveTimer(IDisposable timer)
    {
        lock (_lock) _timers?.Remove(timer);
    }

    public void StopTimers()
    {
        List<IDisposable>? timers;
        lock (_lock)
        {
            timers = _timers;
            _timers = null;
        }

        timers?.ForEach(static timer => timer.Dispose());
    }

    public async ValueTask DisposeAsync()
    {
        if (_enumerations is not null) await _enumerations.StopAllAsync();
        if (_scope is { } scope) await scope.DisposeAsync();
        Deactivated.TrySetResult();
    }

    private sealed class ActivationLifecycle : StagedLifecycle, IGrainLifecycle;
}
