using System.Reflection;
using Orleans;

namespace Xerotier.Tidy.Tests.Contracts;

/// <summary>A message is a sealed, immutable record with an alias.</summary>
public sealed class MessageShapeRule : IRule
{
    public IEnumerable<Violation> Check(CodeBase code) =>
        from type in code.Messages()
        from problem in Problems(type)
        select new Violation(type.FullName!, problem);

    public CodeBase BadSample => CodeBase.Compiled(
        "[GenerateSerializer] public class Loose { [Id(0)] public int Size; }");

    private static IEnumerable<string> Problems(Type type)
    {
        if (!type.IsSealed)
        {
            yield return "is not sealed";
        }

        if (!type.IsValueType && !type.IsRecord())
        {
            yield return "is not a record";
        }

        if (type.AliasOf() is null)
        {
            yield return "has no [Alias]";
        }

        if (!type.Has<ImmutableAttribute>())
        {
            yield return "is not [Immutable]";
        }

        foreach (var member in type.SerializedMembers().Where(IsWritable))
        {
            yield return $"{member.Name} can be changed";
        }
    }

    private static bool IsWritable(MemberInfo member) => member switch
    {
        FieldInfo field => !field.IsInitOnly,
        PropertyInfo { SetMethod: { } set } => !set.ReturnParameter.GetRequiredCustomModifiers()
            .Contains(typeof(System.Runtime.CompilerServices.IsExternalInit)),
        _ => false,
    };
}
