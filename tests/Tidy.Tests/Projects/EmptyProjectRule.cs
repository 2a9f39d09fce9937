namespace Xerotier.Tidy.Tests.Projects;

/// <summary>A project exists only when it has code.</summary>
public sealed class EmptyProjectRule : IRule
{
    public IEnumerable<Violation> Check(CodeBase code) =>
        from project in Project.All(code)
        where !code.CSharp.Any(file => file.IsUnder(project.File.Folder + "/"))
        select new Violation(project.File.Path, "has no source file");

    public CodeBase BadSample => CodeBase.Of(("src/A/A.csproj", "<Project />"));
}
