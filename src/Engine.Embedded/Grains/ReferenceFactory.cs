using System.Collections.Concurrent;
using Orleans.Runtime;
using Xerotier.Engine.Calls;

namespace Xerotier.Engine.Grains;

/// <summary>Makes the references of one silo or client.</summary>
internal sealed class ReferenceFactory(TypeManifest types, Messenger messenger)
{
    private readonly ConcurrentDictionary<Type, Maker> _byInterface = new();
    private readonly ConcurrentDictionary<(GrainType Grain, Type Interface), Maker> _byGrain = new();

    /// <summary>A reference to the grain that implements an interface.</summary>
    public GrainReference Create(Type interfaceType, IdSpan key, string? classPrefix = null)
    {
        if (classPrefix is not null)
            return Create(new GrainId(types.ImplementationOf(interfaceType, classPrefix), key), interfaceType);
        if (!_byInterface.TryGetValue(interfaceType, out var maker))
            maker = _byInterface.GetOrAdd(
                interfaceType, type => MakerOf(types.ImplementationOf(type, classPrefix: null), type));
        return maker.Create(maker.Shared, key);
    }

    /// <summary>A reference to a grain.</summary>
    public GrainReference Create(GrainId id, Type interfaceType)
    {
        if (!_byGrain.TryGetValue((id.Type, interfaceType), out var maker))
            maker = _byGrain.GetOrAdd((id.Type, interfaceType), key => MakerOf(key.Grain, key.Interface));
        return maker.Create(maker.Shared, id.Key);
    }

    /// <summary>A reference to a grain with the interface of that name.</summary>
    public GrainReference Create(GrainId id, GrainInterfaceType interfaceType) =>
        Create(id, types.InterfaceOf(interfaceType));

    /// <summary>A reference to a grain without interface.</summary>
    public GrainReference Untyped(GrainId id) =>
        new UntypedReference(new(id.Type, default, this, messenger), id.Key);

    private Maker MakerOf(GrainType grain, Type interfaceType)
    {
        var entry = types.Interface(interfaceType);
        return new(new(grain, entry.Name, this, messenger), entry.Create);
    }

    private sealed record Maker(ReferenceShared Shared, Func<ReferenceShared, IdSpan, GrainReference> Create);
}
