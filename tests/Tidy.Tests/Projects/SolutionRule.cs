using System.Text.RegularExpressions;

namespace Xerotier.Tidy.Tests.Projects;

/// <summary>The solution holds every project, and nothing else.</summary>
public sealed partial class SolutionRule : IRule
{
    private const string SolutionPath = "Xerotier.sln";

    public IEnumerable<Violation> Check(CodeBase code)
    {
        var listed = Entry().Matches(code.Find(SolutionPath)!.Text)
            .Select(match => match.Groups[1].Value.Replace('\\', '/'))
            .ToHashSet();
        var present = Project.All(code).Select(project => project.File.Path).ToHashSet();

        var missing = present.Except(listed).Select(path => new Violation(path, $"is not in {SolutionPath}"));
        var gone = listed.Except(present).Select(path => new Violation(SolutionPath, $"names {path}, which is gone"));
        return missing.Concat(gone);
    }

    public CodeBase BadSample => CodeBase.Of((SolutionPath, ""), ("src/A/A.csproj", "<Project />"));

    [GeneratedRegex("\"([^\"]+\\.csproj)\"")]
    private static partial Regex Entry();
}
