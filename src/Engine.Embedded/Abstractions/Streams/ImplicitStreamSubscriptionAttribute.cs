using Orleans.Streams;
using Xerotier.Engine.Streams;

namespace Orleans;

/// <summary>Subscribes a grain class to streams: the stream's key is the key of the grain.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public class ImplicitStreamSubscriptionAttribute : Attribute
{
    /// <summary>All namespaces.</summary>
    public ImplicitStreamSubscriptionAttribute() => Predicate = new AnyNamespacePredicate();

    /// <summary>One namespace.</summary>
    /// <param name="streamNamespace">The namespace.</param>
    /// <param name="streamIdMapper">The name of the mapper from streams to grains; null is the default one.</param>
    public ImplicitStreamSubscriptionAttribute(string streamNamespace, string? streamIdMapper = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(streamNamespace);
        Predicate = new ExactNamespacePredicate(streamNamespace);
        StreamIdMapper = streamIdMapper;
    }

    /// <summary>The namespaces that a predicate selects.</summary>
    /// <param name="predicateType">The type of the predicate; needs a constructor without parameters.</param>
    /// <param name="streamIdMapper">The name of the mapper from streams to grains; null is the default one.</param>
    public ImplicitStreamSubscriptionAttribute(Type predicateType, string? streamIdMapper = null)
    {
        Predicate = (IStreamNamespacePredicate)Activator.CreateInstance(predicateType)!;
        StreamIdMapper = streamIdMapper;
    }

    /// <summary>The namespaces that a predicate selects.</summary>
    /// <param name="predicate">The predicate.</param>
    /// <param name="streamIdMapper">The name of the mapper from streams to grains; null is the default one.</param>
    public ImplicitStreamSubscriptionAttribute(IStreamNamespacePredicate predicate, string? streamIdMapper = null)
    {
        Predicate = predicate;
        StreamIdMapper = streamIdMapper;
    }

    /// <summary>Selects the namespaces.</summary>
    public IStreamNamespacePredicate Predicate { get; }

    /// <summary>The name of the mapper from streams to grains; null is the default one.</summary>
    public string? StreamIdMapper { get; init; }
}
