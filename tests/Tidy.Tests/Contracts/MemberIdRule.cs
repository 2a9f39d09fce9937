using System.Reflection;
using Orleans;

namespace Xerotier.Tidy.Tests.Contracts;

/// <summary>Every serialised member has an id of its own; implicit ids beside explicit ones compile silently.</summary>
public sealed class MemberIdRule : IRule
{
    public IEnumerable<Violation> Check(CodeBase code) =>
        from type in code.Serialized()
        where !type.IsEnum
        from problem in Problems(type)
        select new Violation(type.FullName!, problem);

    public CodeBase BadSample => CodeBase.Compiled(
        "[GenerateSerializer] public sealed record Pair([property: Id(0)] int Left, int Right);");

    private static IEnumerable<string> Problems(Type type)
    {
        var members = type.SerializedMembers()
            .Where(member => !member.Has<NonSerializedAttribute>())
            .Select(member => (member.Name, member.GetCustomAttribute<IdAttribute>()?.Id))
            .ToList();
        var missing = from member in members
                      where member.Id is null
                      select $"{member.Name} has no [Id]";
        var shared = from member in members
                     where member.Id is not null
                     group member.Name by member.Id into names
                     where names.Count() > 1
                     select $"{string.Join(" and ", names)} share id {names.Key}";
        return missing.Concat(shared);
    }
}
