using System.Collections.Concurrent;
using Orleans.Runtime;
using Xerotier.Engine.Activations;
using Xerotier.Engine.Calls;
using Xerotier.Engine.Grains;
using Xerotier.Engine.Hosting;
using Xerotier.Engine.Observers;

namespace Xerotier.Engine.Clustering;

/// <summary>
/// The silos of one process and the directory of their activations. There is one activation of a grain in all silos;
/// stateless workers are not in the directory.
/// </summary>
internal sealed class LocalCluster
{
    private readonly ConcurrentDictionary<GrainId, Activation> _activations = new();
    private readonly Lock _lock = new();
    private Silo[] _silos = [];
    private Messenger[] _messengers = [];

    public TypeManifest Types { get; } = TypeManifest.Load();

    /// <summary>The silos that serve calls, oldest first.</summary>
    public IReadOnlyList<Silo> Silos => Volatile.Read(ref _silos);

    /// <summary>All activations that are in the directory.</summary>
    public IEnumerable<Activation> Activations => _activations.Select(static entry => entry.Value);

    public int ActivationCount => _activations.Count;

    public void Add(Messenger messenger)
    {
        lock (_lock) _messengers = [.. _messengers, messenger];
    }

    public void Remove(Messenger messenger)
    {
        lock (_lock) _messengers = [.. _messengers.Where(m => m != messenger)];
    }

    public void Join(Silo silo)
    {
        lock (_lock) Volatile.Write(ref _silos, [.. _silos, silo]);
    }

    /// <summary>No new activations go to <paramref name="silo"/>.</summary>
    public void Leave(Silo silo)
    {
        lock (_lock) Volatile.Write(ref _silos, [.. _silos.Where(s => s != silo)]);
    }

    /// <summary>The silo is gone: its activations are forgotten and the calls that it has fail.</summary>
    public void Bury(Silo silo)
    {
        Leave(silo);
        foreach (var (id, activation) in _activations)
        {
            if (activation.Silo != silo) continue;
            activation.Kill();
            _activations.TryRemove(new(id, activation));
        }

        silo.Workers.Kill();
        foreach (var messenger in Volatile.Read(ref _messengers)) messenger.OnSiloGone(silo);
    }

    public Activation? Find(GrainId id) => _activations.GetValueOrDefault(id);

    public void Forget(Activation activation) => _activations.TryRemove(new(activation.GrainId, activation));

    /// <summary>Brings a call to its activation, which is made if there is none.</summary>
    public void Dispatch(GrainCall call, Silo? caller)
    {
        var id = call.Reference.GrainId;
        while (true)
        {
            if (_activations.TryGetValue(id, out var activation))
            {
                call.Host = activation.Silo;
                if (activation.TryReceive(call)) return;
                Forget(activation);
                continue;
            }

            try
            {
                if (!TryPlace(call, id, caller)) continue;
            }
            catch (Exception failure)
            {
                call.Fail(failure);
            }

            return;
        }
    }

    // False when another caller made the activation at the same time.
    private bool TryPlace(GrainCall call, GrainId id, Silo? caller)
    {
        if (TryObserve(call)) return true;
        var silos = Volatile.Read(ref _silos);
        if (silos.Length == 0) throw new SiloUnavailableException("No silo serves calls.");
        var local = caller is not null && Array.IndexOf(silos, caller) >= 0 ? caller : null;
        var grainClass = (local ?? silos[0]).ClassOf(id.Type);
        if (grainClass.Placement is StatelessWorkerPlacement placement)
        {
            (local ?? silos[id.GetUniformHashCode() % (uint)silos.Length]).Workers.Receive(call, id, placement);
            return true;
        }

        var silo = Placement.SiloPicker.Pick(grainClass.Placement, id, silos, local);
        var activation = new Activation(silo, silo.ClassOf(id.Type), id);
        if (!_activations.TryAdd(id, activation)) return false;
        if (silo.IsKilled)
        {
            Forget(activation);
            return false;
        }

        silo.OnActivationAdded();
        call.Host = silo;
        activation.TryReceive(call);
        activation.Start();
        return true;
    }

    private bool TryObserve(GrainCall call)
    {
        if (!call.Reference.GrainId.Type.AsSpan().StartsWith(ObserverHost.TypePrefixBytes)) return false;
        foreach (var messenger in Volatile.Read(ref _messengers))
            if (messenger.Observers.TryReceive(call)) return true;
        throw new ClientNotAvailableException(call.Reference.GrainId);
    }
}
