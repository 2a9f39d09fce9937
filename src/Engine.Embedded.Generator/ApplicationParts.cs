using Microsoft.CodeAnalysis;

namespace Xerotier.Engine.Generator;

/// <summary>The assemblies with grain code that a compilation reaches, itself included.</summary>
internal sealed class ApplicationParts(string[] names) : IEquatable<ApplicationParts>
{
    public IReadOnlyList<string> Names { get; } = names;

    public static ApplicationParts Of(Compilation compilation)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal) { compilation.Assembly.Name };
        foreach (var attribute in compilation.SourceModule.ReferencedAssemblySymbols.SelectMany(a => a.GetAttributes()))
        {
            if (attribute.AttributeClass?.ToDisplayString() == "Orleans.ApplicationPartAttribute"
                && attribute.ConstructorArguments.FirstOrDefault().Value is string name) names.Add(name);
        }

        return new([.. names]);
    }

    public bool Equals(ApplicationParts? other) => other is not null && Names.SequenceEqual(other.Names);

    public override bool Equals(object? obj) => Equals(obj as ApplicationParts);

    public override int GetHashCode() => Names.Count == 0 ? 0 : Names[0].GetHashCode() * 31 + Names.Count;
}
