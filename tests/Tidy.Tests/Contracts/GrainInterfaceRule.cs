using System.Reflection;
using Orleans;

namespace Xerotier.Tidy.Tests.Contracts;

/// <summary>
/// Grain interfaces have string keys and aliased methods only; a method answers a task of a serialisable value and
/// takes at most one token. What this rejects, the analyzers of Orleans reject too.
/// </summary>
public sealed class GrainInterfaceRule : IRule
{
    private static readonly Type[] Tasks =
        [typeof(Task<>), typeof(ValueTask<>), typeof(IAsyncEnumerable<>)];

    public IEnumerable<Violation> Check(CodeBase code) =>
        from type in code.GrainInterfaces()
        from problem in TypeProblems(type).Concat(type.GetMethods().SelectMany(MethodProblems))
        select new Violation(type.FullName!, problem);

    public CodeBase BadSample => CodeBase.Compiled("public interface IBad : IGrainWithStringKey { int Size { get; } }");

    private static IEnumerable<string> TypeProblems(Type type)
    {
        if (type.AliasOf() is null)
        {
            yield return "has no [Alias]";
        }

        if (typeof(IGrain).IsAssignableFrom(type) && !typeof(IGrainWithStringKey).IsAssignableFrom(type))
        {
            yield return "is not keyed by a string";
        }

        foreach (var property in type.GetProperties())
        {
            yield return $"has the property {property.Name}";
        }
    }

    private static IEnumerable<string> MethodProblems(MethodInfo method)
    {
        if (method.AliasOf() is null)
        {
            yield return $"{method.Name} has no [Alias]";
        }

        if (!IsTask(method.ReturnType))
        {
            yield return $"{method.Name} answers {method.ReturnType}, not a task";
        }

        if (method.GetParameters().Count(parameter => parameter.ParameterType == typeof(CancellationToken)) > 1)
        {
            yield return $"{method.Name} takes more than one token";
        }

        foreach (var parameter in method.GetParameters().Where(parameter => parameter.ParameterType.IsByRef))
        {
            yield return $"{method.Name} takes {parameter.Name} by reference";
        }
    }

    private static bool IsTask(Type type) =>
        type == typeof(Task) || type == typeof(ValueTask) ||
        (type.IsGenericType && Tasks.Contains(type.GetGenericTypeDefinition()));
}
