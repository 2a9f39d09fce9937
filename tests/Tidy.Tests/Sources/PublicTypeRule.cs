using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Xerotier.Tidy.Tests.Sources;

/// <summary>
/// One public type a file, and the file is named after it: <c>Name.cs</c>, <c>Name.Aspect.cs</c>, or
/// <c>NameOfItem.cs</c> for a generic type beside a plain one.
/// </summary>
public sealed class PublicTypeRule : IRule
{
    public IEnumerable<Violation> Check(CodeBase code)
    {
        foreach (var file in code.CSharp)
        {
            var names = PublicTypes(file.Root).Distinct().ToList();
            if (names.Count > 1)
            {
                yield return new Violation(file.Path, $"has {names.Count} public types: {string.Join(", ", names)}");
            }
            else if (names.Count == 1 && !IsNamedAfter(file.Name.Split('.')[0], names[0]))
            {
                yield return new Violation(file.Path, $"is not named after its public type {names[0]}");
            }
        }
    }

    public CodeBase BadSample => CodeBase.Of(("src/A/First.cs", "public class First; public class Second;"));

    private static bool IsNamedAfter(string file, string type) =>
        file == type || file.StartsWith(type + "Of", StringComparison.Ordinal);

    private static IEnumerable<string> PublicTypes(CompilationUnitSyntax root) =>
        from member in root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<MemberDeclarationSyntax>()
        where member.Modifiers.Any(SyntaxKind.PublicKeyword)
        select member switch
        {
            BaseTypeDeclarationSyntax type => type.Identifier.Text,
            DelegateDeclarationSyntax type => type.Identifier.Text,
            _ => member.Kind().ToString(),
        };
}
