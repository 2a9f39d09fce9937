namespace Xerotier.Tidy.Tests.Projects;

/// <summary>Package versions live in Directory.Packages.props only.</summary>
public sealed class CentralVersionRule : IRule
{
    public IEnumerable<Violation> Check(CodeBase code) =>
        from project in Project.All(code)
        from package in project.OwnVersions
        select new Violation(project.File.Path, $"pins {package} itself");

    public CodeBase BadSample => CodeBase.Of(
        ("src/A/A.csproj", "<Project><ItemGroup><PackageReference Include='P' Version='1.0' /></ItemGroup></Project>"));
}
