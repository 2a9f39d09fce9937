using System.Reflection;
using System.Text.RegularExpressions;

namespace Xerotier.Tidy.Tests.Contracts;

/// <summary>
/// No key looks like a number: the ADO.NET provider of Orleans reads 1-16 hex digits, 32 hex digits, or either
/// followed by <c>+</c> as one, and then two grains share a row.
/// </summary>
public sealed partial class GrainKeyRule : IRule
{
    private const int Longest = 512;

    // What callers pass: ids, hashes and slugs, the last one chosen to look like a number.
    private static readonly string[] Texts =
        ["proj_3f2a", new string('a', 64), new string('b', 32), "cafe", "7", "self_hosted"];

    public IEnumerable<Violation> Check(CodeBase code) =>
        from type in code.Types
        where type.Name == "GrainKeys"
        from key in Constants(type).Concat(type.GetMethods(BindingFlags.Public | BindingFlags.Static).SelectMany(Built))
        where Number().IsMatch(key.Value) || key.Value.Length > Longest
        select new Violation(type.FullName!, $"{key.Name} gives '{key.Value}'");

    public CodeBase BadSample => CodeBase.Compiled(
        "public static class GrainKeys { public static string Day(string day) => day; }");

    private static IEnumerable<(string Name, string Value)> Constants(Type type) =>
        from field in type.GetFields()
        where field.FieldType == typeof(string)
        select (field.Name, (string)field.GetRawConstantValue()!);

    private static IEnumerable<(string Name, string Value)> Built(MethodInfo method) =>
        from arguments in Arguments(method.GetParameters())
        select (method.Name, (string)method.Invoke(null, arguments)!);

    // PoolOf passes a project's id through, and those start with proj_: the samples of a parameter follow its name.
    private static IEnumerable<object[]> Arguments(ParameterInfo[] parameters) =>
        from text in Texts
        select parameters.Select(parameter => Argument(parameter, text)).ToArray();

    private static object Argument(ParameterInfo parameter, string text) =>
        parameter.ParameterType == typeof(Guid) ? Guid.Parse("00000000-0000-0000-0000-000000000001")
        : parameter.ParameterType == typeof(DateOnly) ? new DateOnly(2026, 11, 20)
        : parameter.ParameterType == typeof(int) ? 7
        : parameter.Name is "projectId" or "pool" ? Texts[0]
        : text;

    [GeneratedRegex(@"^([0-9a-fA-F]{1,16}|[0-9a-fA-F]{32})(\+.*)?$")]
    private static partial Regex Number();
}
