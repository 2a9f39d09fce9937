using System.Collections.Immutable;

namespace Xerotier.Tidy.Tests.Contracts;

/// <summary>Messages hold only values that nobody can change: primitives, immutable collections, messages.</summary>
public sealed class MemberTypeRule : IRule
{
    private static readonly Type[] Values =
    [
        typeof(string), typeof(decimal), typeof(Guid), typeof(UInt128), typeof(DateTime), typeof(DateTimeOffset),
        typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan), typeof(Uri),
    ];

    private static readonly Type[] Wrappers =
    [
        typeof(Nullable<>), typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableHashSet<>),
        typeof(ImmutableDictionary<,>), typeof(ImmutableSortedDictionary<,>), typeof(ReadOnlyMemory<>),
    ];

    public IEnumerable<Violation> Check(CodeBase code)
    {
        var messages = code.Messages().ToHashSet();
        return from type in messages
               where !type.IsEnum
               from member in type.SerializedMembers()
               where !IsImmutable(member.TypeOf(), messages)
               select new Violation(type.FullName!, $"{member.Name} is a {member.TypeOf()}, which can be changed");
    }

    public CodeBase BadSample => CodeBase.Compiled(
        "[GenerateSerializer] public sealed record Bag([property: Id(0)] List<int> Items);");

    private static bool IsImmutable(Type type, HashSet<Type> messages) =>
        type.IsPrimitive || type.IsEnum || type.IsGenericParameter || Values.Contains(type) ||
        (type.IsGenericType
            ? (Wrappers.Contains(type.GetGenericTypeDefinition()) ||
                messages.Contains(type.GetGenericTypeDefinition())) &&
                type.GetGenericArguments().All(argument => IsImmutable(argument, messages))
            : messages.Contains(type));
}
