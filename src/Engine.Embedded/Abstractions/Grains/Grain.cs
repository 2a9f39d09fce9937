using Orleans.Runtime;
using Xerotier.Engine.Activations;

namespace Orleans;

/// <summary>The base of grain classes.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>Creates the instance of the activation that is being made on this thread.</summary>
    protected Grain()
        : this(ActivationContext.Current ?? throw new InvalidOperationException(
            "Grains are created by the engine; pass a grain context to create one elsewhere."))
    {
    }

    /// <summary>Creates an instance for a context, e.g. in unit tests.</summary>
    /// <param name="grainContext">The activation.</param>
    /// <param name="grainRuntime">The runtime; null takes the one of the context.</param>
    protected Grain(IGrainContext grainContext, IGrainRuntime? grainRuntime = null)
    {
        GrainContext = grainContext;
        ExplicitRuntime = grainRuntime;
    }

    /// <inheritdoc/>
    public IGrainContext GrainContext { get; }

    /// <summary>The reference to this grain.</summary>
    public GrainReference GrainReference => GrainContext.GrainReference;

    /// <summary>The text of the grain's id.</summary>
    public string IdentityString => GrainContext.GrainId.ToString();

    /// <summary>The name of the silo.</summary>
    public string RuntimeIdentity => Runtime.SiloIdentity;

    /// <summary>Makes references to other grains.</summary>
    protected IGrainFactory GrainFactory => Runtime.GrainFactory;

    /// <summary>The services of the silo.</summary>
    protected internal IServiceProvider ServiceProvider => Runtime.ServiceProvider;

    internal IGrainRuntime Runtime => ExplicitRuntime ?? GrainContext.Runtime();

    private IGrainRuntime? ExplicitRuntime { get; }

    /// <summary>Runs before the first call.</summary>
    /// <param name="cancellationToken">Cancelled when activation takes too long.</param>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the last call.</summary>
    /// <param name="reason">Why the activation goes.</param>
    /// <param name="cancellationToken">Cancelled when deactivation takes too long.</param>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>Deactivates this activation once its current call is done.</summary>
    protected void DeactivateOnIdle() => Runtime.DeactivateOnIdle(GrainContext);

    /// <summary>Keeps this activation for at least <paramref name="timeSpan"/> from now.</summary>
    /// <param name="timeSpan">How long; zero or less lifts an earlier delay.</param>
    protected void DelayDeactivation(TimeSpan timeSpan) => Runtime.DelayDeactivation(GrainContext, timeSpan);

    /// <summary>Starts a timer whose ticks interleave with calls.</summary>
    /// <param name="callback">What to do.</param>
    /// <param name="state">What to pass.</param>
    /// <param name="dueTime">When first.</param>
    /// <param name="period">How often then.</param>
    [Obsolete("Use RegisterGrainTimer with GrainTimerCreationOptions.Interleave set instead.")]
    protected IDisposable RegisterTimer(
        Func<object?, Task> callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        Runtime.TimerRegistry.RegisterTimer(GrainContext, callback, state, dueTime, period);
}
