using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Xerotier.Tidy.Tests.Sources;

/// <summary>Both engines compile the same source: no conditional compilation outside composition roots.</summary>
public sealed class OneSourceRule : IRule
{
    private static readonly string[] CompositionRoots = ["src/Silo/", "tests/TestKit/"];

    public IEnumerable<Violation> Check(CodeBase code) =>
        from file in code.CSharp
        where !CompositionRoots.Any(file.IsUnder)
        from directive in file.Root.DescendantNodes(descendIntoTrivia: true).OfType<IfDirectiveTriviaSyntax>()
        select new Violation(file.Path, $"line {SourceFile.LineOf(directive)} has #if {directive.Condition}");

    public CodeBase BadSample => CodeBase.Of(
        ("src/Grains/Fork.cs", "#if ORLEANS_ENGINE\nclass Fork;\n#endif\n"));
}
