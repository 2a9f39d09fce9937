using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using Orleans;
using Orleans.Runtime;
using Xerotier.Engine.Clustering;
using Xerotier.Engine.Identity;

namespace Xerotier.Engine.Streams;

/// <summary>The grains that streams feed because of their attributes.</summary>
internal sealed class ImplicitSubscribers(LocalCluster cluster)
{
    private readonly ConcurrentDictionary<string, KeyValuePair<GrainType, Type>[]> _byNamespace = new();

    /// <summary>The subscriptions to a stream.</summary>
    /// <exception cref="ArgumentException">The key of the stream is no key of a subscribed grain.</exception>
    public IEnumerable<(Guid Id, GrainId Consumer)> Of(QualifiedStream stream) =>
        ClassesFor(stream.Id).Select(entry =>
            (IdFor(entry.Key, stream), new GrainId(entry.Key, KeyFor(entry.Value, stream.Id))));

    /// <summary>The subscription of a grain to a stream; null when its class has none.</summary>
    public Guid? Find(GrainId consumer, QualifiedStream stream) =>
        ClassesFor(stream.Id).Any(entry => entry.Key == consumer.Type) ? IdFor(consumer.Type, stream) : null;

    private KeyValuePair<GrainType, Type>[] ClassesFor(StreamId stream) =>
        stream.GetNamespace() is { } ns && !string.IsNullOrWhiteSpace(ns)
            ? _byNamespace.GetOrAdd(ns, name => [.. cluster.Types.Classes.Where(entry => Listens(entry.Value, name))])
            : [];

    private static bool Listens(Type grainClass, string ns) =>
        grainClass.GetCustomAttributes<ImplicitStreamSubscriptionAttribute>(inherit: true)
            .Any(attribute => attribute.Predicate.IsMatch(ns));

    private static IdSpan KeyFor(Type grainClass, StreamId stream)
    {
        if (typeof(IGrainWithGuidKey).IsAssignableFrom(grainClass))
            return GrainIdKeyExtensions.CreateGuidKey(Uuid(stream));
        if (typeof(IGrainWithGuidCompoundKey).IsAssignableFrom(grainClass))
            return GrainIdKeyExtensions.CreateGuidKey(Uuid(stream), stream.GetNamespace());
        if (typeof(IGrainWithIntegerKey).IsAssignableFrom(grainClass))
            return GrainIdKeyExtensions.CreateIntegerKey(Number(stream));
        if (typeof(IGrainWithIntegerCompoundKey).IsAssignableFrom(grainClass))
            return GrainIdKeyExtensions.CreateIntegerKey(Number(stream), stream.GetNamespace());
        return IdSpan.Create(stream.GetKeyAsString());
    }

    private static Guid Uuid(StreamId stream) =>
        Utf8Parser.TryParse(stream.Key.Span, out Guid key, out var length, 'N') && length == stream.Key.Length
            ? key
            : throw new ArgumentException($"The key of stream {stream} is not a UUID.", nameof(stream));

    private static long Number(StreamId stream) =>
        Utf8Parser.TryParse(stream.Key.Span, out long key, out var length) && length == stream.Key.Length
            ? key
            : throw new ArgumentException($"The key of stream {stream} is not a number.", nameof(stream));

    // The same in every process, so that whoever resumes names the same subscription.
    private static Guid IdFor(GrainType grainType, QualifiedStream stream)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, StableBytes.Hash(grainType.AsSpan()));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], StableBytes.Hash(stream.Id.FullKey.Span));
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], stream.Id.Namespace.Length);
        var provider = Encoding.UTF8.GetBytes(stream.Provider);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[12..], StableBytes.Hash(provider));
        return new(bytes);
    }
}
