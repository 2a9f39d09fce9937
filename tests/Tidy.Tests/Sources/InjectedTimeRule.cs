using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Xerotier.Tidy.Tests.Sources;

/// <summary>Routing and grains take time and chance as inputs, so that a simulation can replay them.</summary>
public sealed class InjectedTimeRule : IRule
{
    private static readonly string[] Banned =
    [
        "Random.Shared", "DateTime.Now", "DateTime.UtcNow", "DateTimeOffset.Now", "DateTimeOffset.UtcNow",
        "Stopwatch.GetTimestamp", "Stopwatch.StartNew", "Environment.TickCount", "Environment.TickCount64",
        "TimeProvider.System", "Thread.Sleep",
    ];

    public IEnumerable<Violation> Check(CodeBase code) =>
        from file in code.CSharp
        where file.IsUnder("src/Routing/") || file.IsUnder("src/Grains/")
        from access in file.Root.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
        let call = access.ToString()
        where Banned.Any(banned => call == banned || call.EndsWith("." + banned, StringComparison.Ordinal))
        select new Violation(file.Path, $"line {SourceFile.LineOf(access)} reads {call}");

    public CodeBase BadSample => CodeBase.Of(
        ("src/Routing/Pick.cs", "class Pick { double Draw() => System.Random.Shared.NextDouble(); }"));
}
