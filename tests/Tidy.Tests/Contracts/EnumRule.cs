using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Xerotier.Tidy.Tests.Contracts;

/// <summary>Enums that cross processes have written-out values; zero means that nobody set it.</summary>
public sealed class EnumRule : IRule
{
    public IEnumerable<Violation> Check(CodeBase code) =>
        from file in code.CSharp
        where file.IsUnder("src/Grains.Abstractions/")
        from type in file.Root.DescendantNodes().OfType<EnumDeclarationSyntax>()
        from problem in Problems(type)
        select new Violation(file.Path, $"{type.Identifier} {problem}");

    public CodeBase BadSample => CodeBase.Of(("src/Grains.Abstractions/Mood.cs", "public enum Mood { Fine, Odd }"));

    private static IEnumerable<string> Problems(EnumDeclarationSyntax type)
    {
        if (type.Members.Count == 0 || type.Members[0].Identifier.Text != "Unspecified")
        {
            yield return "does not begin with Unspecified";
        }

        foreach (var member in type.Members.Where(member => member.EqualsValue is null))
        {
            yield return $"does not write out the value of {member.Identifier}";
        }
    }
}
