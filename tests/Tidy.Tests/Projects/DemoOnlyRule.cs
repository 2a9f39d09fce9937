using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Xerotier.Tidy.Tests.Projects;

/// <summary>The API host knows the agent's code only where it starts the demo.</summary>
public sealed class DemoOnlyRule : IRule
{
    private const string AgentNamespace = "Xerotier.Agent";

    public IEnumerable<Violation> Check(CodeBase code) =>
        from file in code.CSharp
        where file.IsUnder("src/ApiHost/") && !file.IsUnder("src/ApiHost/Demo/")
        from name in file.Root.DescendantNodes().OfType<QualifiedNameSyntax>()
        let text = name.ToString()
        where text == AgentNamespace || text.StartsWith(AgentNamespace + ".", StringComparison.Ordinal)
        select new Violation(file.Path, $"line {SourceFile.LineOf(name)} uses {text} outside the demo");

    public CodeBase BadSample => CodeBase.Of(("src/ApiHost/Program.cs", "using Xerotier.Agent.Backends;"));
}
