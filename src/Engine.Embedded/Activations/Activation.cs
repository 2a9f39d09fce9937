using Orleans.Runtime;
using Xerotier.Engine.Hosting;
using Xerotier.Engine.Placement;
using Xerotier.Engine.Scheduling;

namespace Xerotier.Engine.Activations;

/// <summary>
/// One activation of a grain: its instance, the calls that run and those that wait. Idle activations are many, so
/// everything that is rarely needed lives in <see cref="ActivationParts"/>.
/// </summary>
internal sealed partial class Activation : IGrainContext
{
    private readonly Lock _lock = new();
    private readonly TurnScheduler _turns;
    private ActivationParts? _parts;

    public Activation(Silo silo, GrainClass grainClass, GrainId id)
    {
        Silo = silo;
        Class = grainClass;
        GrainId = id;
        _turns = new(this, silo.Threads);
        _idleSince = silo.Clock.Now;
    }

    public Silo Silo { get; }

    public GrainClass Class { get; }

    public GrainId GrainId { get; }

    /// <summary>The pool of a stateless worker.</summary>
    public WorkerPool? Pool { get; init; }

    public object? GrainInstance { get; private set; }

    public ActivationState State { get; private set; }

    public IWorkItemScheduler Scheduler => _turns;

    public TurnScheduler Turns => _turns;

    public ActivationId ActivationId => Parts.ActivationId;

    public GrainAddress Address =>
        new() { GrainId = GrainId, ActivationId = ActivationId, SiloAddress = Silo.Address };

    public GrainReference GrainReference => Silo.Messenger.References.Untyped(GrainId);

    public IServiceProvider ActivationServices => Parts.Services;

    public IGrainLifecycle ObservableLifecycle => Parts.Lifecycle;

    public Task Deactivated
    {
        get
        {
            lock (_lock)
                return State == ActivationState.Invalid ? Task.CompletedTask : Parts.Deactivated.Task;
        }
    }

    /// <summary>The rarely needed parts, made on first use.</summary>
    public ActivationParts Parts
    {
        get
        {
            lock (_lock) return _parts ??= new(this);
        }
    }

    public object? GetTarget() => GrainInstance;

    public object? GetComponent(Type componentType)
    {
        if (componentType.IsInstanceOfType(GrainInstance)) return GrainInstance;
        if (componentType.IsInstanceOfType(this)) return this;
        if (_parts is null && !typeof(IGrainExtension).IsAssignableFrom(componentType)) return null;
        return Parts.Components.Find(componentType);
    }

    public void SetComponent<TComponent>(TComponent? value)
        where TComponent : class => Parts.Components.Set(typeof(TComponent), value);

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override string ToString() => $"[{GrainId} on {Silo.Address}: {State}]";
}
