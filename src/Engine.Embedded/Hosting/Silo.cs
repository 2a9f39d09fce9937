using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;
using Xerotier.Engine.Activations;
using Xerotier.Engine.Calls;
using Xerotier.Engine.Clustering;
using Xerotier.Engine.Placement;
using Xerotier.Engine.Scheduling;

namespace Xerotier.Engine.Hosting;

/// <summary>A silo: hosts activations and runs their calls.</summary>
internal sealed class Silo
{
    private readonly ConcurrentDictionary<GrainType, GrainClass> _classes = new();
    private readonly Lazy<IGrainRuntime> _runtime;
    private readonly Lazy<IIncomingGrainCallFilter[]> _incomingFilters;
    private int _activationCount;
    private volatile bool _killed;

    public Silo(IServiceProvider services, LocalCluster cluster, ILocalSiloDetails details, CoarseClock clock)
    {
        Services = services;
        Cluster = cluster;
        Address = details.SiloAddress;
        Clock = clock;
        Threads = services.GetRequiredService<IGrainScheduler>();
        Random = services.GetService<Random>() ?? Random.Shared;
        Collection = services.GetRequiredService<IOptions<GrainCollectionOptions>>().Value;
        Logger = services.GetRequiredService<ILogger<Silo>>();
        Workers = new(this);
        var messaging = services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value;
        Messenger = new(services, cluster, this, clock, messaging);
        _runtime = new(() => services.GetRequiredService<IGrainRuntime>());
        _incomingFilters = new(() => [.. services.GetServices<IIncomingGrainCallFilter>()]);
    }

    public IServiceProvider Services { get; }

    public LocalCluster Cluster { get; }

    public SiloAddress Address { get; }

    public CoarseClock Clock { get; }

    public IGrainScheduler Threads { get; }

    public Random Random { get; }

    public GrainCollectionOptions Collection { get; }

    public ILogger Logger { get; }

    public Messenger Messenger { get; }

    public WorkerPools Workers { get; }

    public IGrainRuntime Runtime => _runtime.Value;

    public IIncomingGrainCallFilter[] IncomingFilters => _incomingFilters.Value;

    public int ActivationCount => Volatile.Read(ref _activationCount);

    /// <summary>Whether the silo died: none of its turns run any more.</summary>
    public bool IsKilled => _killed;

    /// <summary>The activations of this silo.</summary>
    public IEnumerable<Activation> Activations =>
        Cluster.Activations.Where(a => a.Silo == this).Concat(Workers.Workers);

    /// <summary>What the silo knows of a grain class.</summary>
    /// <exception cref="ArgumentException">There is no such class.</exception>
    public GrainClass ClassOf(GrainType type) => _classes.GetOrAdd(type, MakeClass);

    public void OnActivationAdded() => Interlocked.Increment(ref _activationCount);

    /// <summary>An activation is gone.</summary>
    public void Forget(Activation activation)
    {
        Interlocked.Decrement(ref _activationCount);
        if (activation.Pool is { } pool) pool.Remove(activation);
        else Cluster.Forget(activation);
    }

    /// <summary>Sends calls that waited for an activation to the next one, or fails them.</summary>
    public void Reroute(CallQueue calls, Exception? failure)
    {
        while (!calls.IsEmpty)
        {
            var call = calls.Take();
            if (call.IsBound) continue;
            if (failure is null) Cluster.Dispatch(call, this);
            else call.Fail(failure);
        }
    }

    /// <summary>Dies at once, as a process does that is killed.</summary>
    public void Kill()
    {
        _killed = true;
        Cluster.Bury(this);
        Messenger.Close(new SiloUnavailableException($"Silo {Address} was killed."));
        Clock.Dispose();
    }

    private GrainClass MakeClass(GrainType type) =>
        Cluster.Types.Classes.TryGetValue(type, out var implementation)
            ? new(type, implementation, Services, Collection)
            : throw new ArgumentException($"Could not find an implementation for grain type '{type}'.", nameof(type));
}
