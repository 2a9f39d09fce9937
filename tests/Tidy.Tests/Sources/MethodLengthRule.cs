using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Xerotier.Tidy.Tests.Sources;

/// <summary>A method, with its signature, fits on a screen: 70 lines.</summary>
public sealed class MethodLengthRule : IRule
{
    private const int Most = 70;

    public IEnumerable<Violation> Check(CodeBase code) =>
        from file in code.CSharp
        from method in Methods(file.Root)
        where method.Lines > Most
        select new Violation(file.Path, $"{method.Name} has {method.Lines} lines, at most {Most}");

    public CodeBase BadSample => CodeBase.Of(
        ("src/A/Tall.cs", "class Tall { void Grow() {" + new string('\n', Most) + "} }"));

    private static IEnumerable<(string Name, int Lines)> Methods(CompilationUnitSyntax root)
    {
        foreach (var node in root.DescendantNodes())
        {
            switch (node)
            {
                case BaseMethodDeclarationSyntax method:
                    yield return (NameOf(method), Lines(method.Modifiers.Span.Start, method));
                    break;
                case LocalFunctionStatementSyntax local:
                    yield return (local.Identifier.Text, Lines(local.SpanStart, local));
                    break;
                case AccessorDeclarationSyntax { Body: not null } accessor:
                    yield return (accessor.Keyword.Text, Lines(accessor.SpanStart, accessor));
                    break;
            }
        }

        if (root.Members.OfType<GlobalStatementSyntax>().ToList() is [var first, .., var last])
        {
            yield return ("the top-level program", LineAt(root, last.Span.End) - LineAt(root, first.SpanStart) + 1);
        }
    }

    private static string NameOf(BaseMethodDeclarationSyntax method) => method switch
    {
        MethodDeclarationSyntax named => named.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        _ => method.Kind().ToString(),
    };

    private static int Lines(int start, SyntaxNode node) =>
        LineAt(node, node.Span.End) - LineAt(node, start == 0 ? node.SpanStart : start) + 1;

    private static int LineAt(SyntaxNode node, int position) =>
        node.SyntaxTree.GetText().Lines.GetLineFromPosition(position).LineNumber;
}
