using Microsoft.CodeAnalysis;

namespace Xerotier.Tidy.Tests.Engine;

/// <summary>
/// Compares the API of the embedded engine with that of Orleans. What Orleans has is checked in
/// (<see cref="Path"/>), written by this project whenever it runs on the orleans engine, so that every other run
/// can compare without the packages.
/// </summary>
public static class EngineSurface
{
    public const string Path = "tests/Tidy.Tests/Engine/OrleansSurface.txt";

    /// <summary>Members of types in the slice that are left out although another overload is there, and why.</summary>
    private static readonly (string Part, string Reason)[] LeftOut =
    [
        ("(System.Runtime.Serialization.SerializationInfo info,", "formatter-based serialisation is obsolete"),
    ];

    /// <summary>The embedded engine, without what is its own.</summary>
    public static IReadOnlyDictionary<string, ApiType> Embedded(CodeBase code) =>
        ApiSurface.Of([EngineAssemblies.Embedded(code)])
            .Where(type => !type.Key.StartsWith("Xerotier.", StringComparison.Ordinal))
            .ToDictionary();

    /// <summary>The types of Orleans that the embedded engine has too.</summary>
    public static string Describe(IEnumerable<IAssemblySymbol> orleans, CodeBase code)
    {
        var slice = Embedded(code);
        return ApiSurface.Write(ApiSurface.Of(orleans).Values.Where(type => slice.ContainsKey(type.Name)));
    }

    /// <summary>Types and members of the embedded engine that Orleans lacks.</summary>
    public static IEnumerable<Violation> Extra(
        IReadOnlyDictionary<string, ApiType> embedded, IReadOnlyDictionary<string, ApiType> orleans) =>
        embedded.Values.SelectMany(type => orleans.TryGetValue(type.Name, out var original)
            ? type.Members.Except(original.Members).Select(member => new Violation(type.Name, member.Line))
            : [new Violation(type.Name, "the whole type")]);

    /// <summary>Overloads that Orleans has of members that the embedded engine has.</summary>
    public static IEnumerable<Violation> Missing(
        IReadOnlyDictionary<string, ApiType> embedded, IReadOnlyDictionary<string, ApiType> orleans) =>
        from type in embedded.Values
        where orleans.ContainsKey(type.Name)
        let names = type.Members.Select(member => member.Name).ToHashSet()
        from member in orleans[type.Name].Members.Except(type.Members)
        where names.Contains(member.Name)
        where !LeftOut.Any(each => member.Line.Contains(each.Part, StringComparison.Ordinal))
        select new Violation(type.Name, member.Line);
}
