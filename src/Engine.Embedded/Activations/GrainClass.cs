using System.Reflection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Configuration;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Xerotier.Engine.Activations;

/// <summary>What one silo knows of a grain class.</summary>
internal sealed class GrainClass
{
    private readonly bool _reentrant;
    private readonly Func<object?, IInvokable, bool>? _predicate;

    public GrainClass(GrainType type, Type implementation, IServiceProvider services, GrainCollectionOptions collection)
    {
        Type = type;
        Implementation = implementation;
        Activator = new(implementation, services);
        Placement = implementation.GetCustomAttribute<PlacementAttribute>(inherit: true)?.PlacementStrategy;
        _reentrant = implementation.IsDefined(typeof(ReentrantAttribute), inherit: true);
        _predicate = InterleavePredicate.Of(implementation);
        FiltersItself = typeof(IIncomingGrainCallFilter).IsAssignableFrom(implementation);
        CollectionAge = AgeOf(implementation, collection);
    }

    public GrainType Type { get; }

    public Type Implementation { get; }

    public GrainActivator Activator { get; }

    /// <summary>Where activations are made; null leaves it to the engine.</summary>
    public PlacementStrategy? Placement { get; }

    /// <summary>Whether instances filter their own calls.</summary>
    public bool FiltersItself { get; }

    /// <summary>How long activations may be idle; infinite means for ever.</summary>
    public TimeSpan CollectionAge { get; }

    /// <summary>Whether the class itself lets a call interleave with those that run.</summary>
    public bool MayInterleave(object? instance, IInvokable call) =>
        _reentrant || (_predicate is not null && _predicate(instance, call));

    private static TimeSpan AgeOf(Type implementation, GrainCollectionOptions collection)
    {
        if (implementation.IsDefined(typeof(KeepAliveAttribute), inherit: true)) return Timeout.InfiniteTimeSpan;
        if (implementation.GetCustomAttribute<CollectionAgeLimitAttribute>(inherit: true) is { } limit)
            return limit.AlwaysActive ? Timeout.InfiniteTimeSpan : limit.AgeLimit;
        return collection.ClassSpecificCollectionAge.TryGetValue(implementation.FullName!, out var age)
            ? age
            : collection.CollectionAge;
    }
}
