using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using Orleans;
using Orleans.Runtime;

namespace Xerotier.Engine.Messages;

/// <summary>What a type is as a part of messages; worked out once a type.</summary>
internal sealed class MessageShape
{
    private static readonly ConcurrentDictionary<Type, MessageShape> Shapes = new();
    private static readonly MessageShape Leaf = new(null, [], isClosed: true);

    private readonly FieldInfo[] _fields;

    private MessageShape(string? problem, FieldInfo[] fields, bool isClosed)
    {
        Problem = problem;
        _fields = fields;
        IsClosed = isClosed;
    }

    /// <summary>Why values of the type cannot be sent; null when they can.</summary>
    public string? Problem { get; }

    /// <summary>Whether the type alone says that its values can be sent, so that they need not be looked at.</summary>
    public bool IsClosed { get; }

    public static MessageShape Of(Type type) => Shapes.GetOrAdd(type, Make);

    /// <summary>The parts of a value.</summary>
    public IEnumerable<object?> PartsOf(object value) =>
        value is IEnumerable items && _fields.Length == 0
            ? items.Cast<object?>()
            : _fields.Select(field => field.GetValue(value));

    private static MessageShape Make(Type type)
    {
        if (KnownMessageTypes.IsLeaf(type)) return Leaf;
        if (typeof(IAddressable).IsAssignableFrom(type))
            return typeof(GrainReference).IsAssignableFrom(type) ? Leaf : Broken($"{type} is a grain, not a reference");
        if (KnownMessageTypes.IsCollection(type) || IsOwnList(type)) return new(null, [], isClosed: false);
        if (KnownMessageTypes.IsTuple(type)) return new(null, FieldsOf(type), isClosed: false);
        return Declared(type);
    }

    // Lists that the engine's own collection expressions make; they travel in its own messages only.
    private static bool IsOwnList(Type type) =>
        type.Assembly == typeof(MessageShape).Assembly && typeof(IEnumerable).IsAssignableFrom(type);

    private static MessageShape Declared(Type type)
    {
        var fields = new List<FieldInfo>();
        for (var level = type; level != typeof(object) && level != typeof(ValueType); level = level.BaseType!)
        {
            if (!level.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
                return Broken($"{level} has no [GenerateSerializer]");
            var members = FieldsOf(level);
            var isOurs = level.Assembly == typeof(MessageShape).Assembly;
            if (!isOurs && MessageMembers.FindProblem(level, members) is { } problem) return Broken(problem);
            fields.AddRange(members);
        }

        return new(null, [.. fields], fields.All(static f => KnownMessageTypes.IsLeaf(f.FieldType)));
    }

    private static FieldInfo[] FieldsOf(Type type) =>
        [.. type.GetFields(
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Where(static f => !f.IsDefined(typeof(NonSerializedAttribute)))];

    private static MessageShape Broken(string problem) => new(problem, [], isClosed: false);
}
