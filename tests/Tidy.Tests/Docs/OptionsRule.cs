using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Xerotier.Tidy.Tests.Docs;

/// <summary>Every setting says what it is: the reference page is written from these comments.</summary>
public sealed class OptionsRule : IRule
{
    public IEnumerable<Violation> Check(CodeBase code) =>
        from type in ConfigurationPage.Options(code)
        from property in type.Members.OfType<PropertyDeclarationSyntax>()
        where property.Modifiers.Any(SyntaxKind.PublicKeyword) && DocComment.Summary(property).Length == 0
        select new Violation(property.SyntaxTree.FilePath, $"{property.Identifier} has no summary");

    public CodeBase BadSample => CodeBase.Of(("src/A/QueueOptions.cs",
        "public class QueueOptions { public const string Section = \"Queue\"; public int Seconds { get; set; } }"));
}
