using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Net;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Xerotier.Engine.Messages;

/// <summary>Types of the platform that messages may hold.</summary>
internal static class KnownMessageTypes
{
    private static readonly HashSet<Type> Leaves =
    [
        typeof(string), typeof(decimal), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly),
        typeof(TimeSpan), typeof(Guid), typeof(Half), typeof(Int128), typeof(UInt128), typeof(BigInteger), typeof(Uri),
        typeof(Version), typeof(IPAddress), typeof(IPEndPoint), typeof(CultureInfo), typeof(byte[]),
        typeof(CancellationToken), typeof(ReadOnlyMemory<byte>), typeof(Memory<byte>),
    ];

    private static readonly HashSet<Type> Collections =
    [
        typeof(List<>), typeof(Dictionary<,>), typeof(HashSet<>), typeof(Queue<>), typeof(Stack<>),
        typeof(SortedDictionary<,>), typeof(SortedSet<>), typeof(SortedList<,>), typeof(LinkedList<>),
        typeof(Collection<>), typeof(ReadOnlyCollection<>), typeof(ReadOnlyDictionary<,>),
        typeof(ConcurrentDictionary<,>), typeof(ConcurrentQueue<>), typeof(ImmutableArray<>), typeof(ImmutableList<>),
        typeof(ImmutableDictionary<,>), typeof(ImmutableHashSet<>), typeof(ImmutableSortedDictionary<,>),
        typeof(ImmutableSortedSet<>), typeof(ImmutableQueue<>), typeof(ImmutableStack<>),
    ];

    /// <summary>Whether values of the type have no parts that need a look.</summary>
    public static bool IsLeaf(Type type) =>
        type.IsPrimitive || type.IsEnum || Leaves.Contains(type) || typeof(Exception).IsAssignableFrom(type)
        || typeof(Type).IsAssignableFrom(type)
        || (Nullable.GetUnderlyingType(type) is { } value && IsLeaf(value))
        || (type.IsArray && type.GetElementType() is { IsSealed: true } element && IsLeaf(element));

    public static bool IsCollection(Type type) =>
        type.IsArray || (type.IsGenericType && Collections.Contains(type.GetGenericTypeDefinition()));

    public static bool IsTuple(Type type) =>
        typeof(ITuple).IsAssignableFrom(type)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>));
}
