using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Xerotier.Engine.Calls;

namespace Xerotier.Engine.Observers;

/// <summary>The objects outside of grains that one silo or client lets grains call.</summary>
internal sealed class ObserverRegistry
{
    private readonly ConcurrentDictionary<GrainId, ObserverHost> _hosts = new();
    private readonly GrainType _type;
    private readonly Messenger _messenger;
    private readonly IGrainScheduler _threads;
    private readonly Lazy<IIncomingGrainCallFilter[]> _filters;

    public ObserverRegistry(Messenger messenger, IServiceProvider services)
    {
        _messenger = messenger;
        _type = GrainType.Create($"{ObserverHost.TypePrefix}.{Guid.NewGuid():N}");
        _threads = services.GetRequiredService<IGrainScheduler>();
        _filters = new(() => [.. services.GetServices<IIncomingGrainCallFilter>()]);
    }

    /// <summary>A reference to <paramref name="target"/>, which is held weakly.</summary>
    public GrainReference Add(IGrainObserver target, Type interfaceType)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (target is GrainReference)
            throw new ArgumentException("The object is a reference already.", nameof(target));
        if (target is IGrainBase)
            throw new ArgumentException("The object is a grain; pass a reference to it.", nameof(target));
        var id = GrainId.Create(_type, Guid.NewGuid().ToString("N"));
        _hosts[id] = new(target, _threads, _filters);
        return _messenger.References.Create(id, interfaceType);
    }

    /// <summary>Ends a reference.</summary>
    public void Remove(IGrainObserver observer)
    {
        if (observer is not GrainReference reference)
            throw new ArgumentException("The object is not a reference to an observer.", nameof(observer));
        _hosts.TryRemove(reference.GrainId, out _);
    }

    /// <summary>Takes a call if its observer lives here.</summary>
    public bool TryReceive(GrainCall call)
    {
        var id = call.Reference.GrainId;
        if (id.Type != _type) return false;
        if (!_hosts.TryGetValue(id, out var host) || !host.IsAlive)
        {
            _hosts.TryRemove(id, out _);
            call.Fail(new ClientNotAvailableException(id));
            return true;
        }

        host.Receive(call);
        return true;
    }
}
