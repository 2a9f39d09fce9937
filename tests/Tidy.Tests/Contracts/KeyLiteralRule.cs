using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Xerotier.Tidy.Tests.Contracts;

/// <summary>Keys are built by GrainKeys, not on the spot.</summary>
public sealed class KeyLiteralRule : IRule
{
    public IEnumerable<Violation> Check(CodeBase code) =>
        from file in code.CSharp
        where file.IsUnder("src/") && !file.IsUnder("src/Engine.Embedded")
        from call in file.Root.DescendantNodes().OfType<InvocationExpressionSyntax>()
        where call.Expression
            is MemberAccessExpressionSyntax { Name: GenericNameSyntax { Identifier.Text: "GetGrain" } }
        where call.ArgumentList.Arguments.FirstOrDefault()?.Expression
            is LiteralExpressionSyntax or InterpolatedStringExpressionSyntax or BinaryExpressionSyntax
        select new Violation(file.Path, $"line {SourceFile.LineOf(call)} builds a key: {call.ArgumentList}");

    public CodeBase BadSample => CodeBase.Of(
        ("src/A/Use.cs", "class Use { void Go(IGrainFactory grains) => grains.GetGrain<IA>(\"7\"); }"));
}
