namespace Xerotier.Tidy.Tests.Projects;

/// <summary>References point one way, from the edge to the core (docs/architecture.md, "Projects").</summary>
public sealed class ReferenceDirectionRule : IRule
{
    // The engine is not listed: Directory.Build.targets adds it where GrainEnginePart asks for it.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Protocol"] = [],
        ["Routing"] = [],
        ["Artifacts"] = [],
        ["Engine.Embedded"] = ["Engine.Embedded.Generator"],
        ["Engine.Embedded.Generator"] = [],
        ["Grains.Abstractions"] = [],
        ["Grains"] = ["Grains.Abstractions", "Routing", "Artifacts"],
        ["Silo"] = ["Grains", "Grains.Abstractions", "Artifacts"],
        ["ApiHost"] = ["Grains.Abstractions", "Protocol", "Routing", "Artifacts", "Silo", "Agent"],
        ["Agent"] = ["Protocol"],
        ["Cli"] = ["Protocol"],
    };

    public IEnumerable<Violation> Check(CodeBase code) =>
        from project in Project.All(code)
        where project.IsProduct
        from reference in project.References
        where !Allowed.TryGetValue(project.Name, out var allowed) || !allowed.Contains(reference)
        select new Violation(project.File.Path, $"must not reference {reference}");

    public CodeBase BadSample => CodeBase.Of(
        ("src/Routing/Routing.csproj",
            "<Project><ItemGroup><ProjectReference Include='..\\Grains\\Grains.csproj' /></ItemGroup></Project>"));
}
