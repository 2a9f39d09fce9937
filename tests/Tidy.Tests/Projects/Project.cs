using System.Xml.Linq;

namespace Xerotier.Tidy.Tests.Projects;

/// <summary>A project file, as far as the rules read it.</summary>
public sealed class Project(SourceFile file)
{
    private readonly XElement _root = XElement.Parse(file.Text);

    public SourceFile File => file;

    public string Name => Path.GetFileNameWithoutExtension(file.Name);

    public bool IsProduct => file.IsUnder("src/");

    /// <summary>The names of the projects that this one references.</summary>
    public IEnumerable<string> References =>
        from reference in _root.Descendants("ProjectReference")
        select Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/'));

    /// <summary>The packages whose version is not the central one.</summary>
    public IEnumerable<string> OwnVersions =>
        from reference in _root.Descendants("PackageReference")
        where reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null
        select (string)reference.Attribute("Include")!;

    public static IEnumerable<Project> All(CodeBase code) =>
        from file in code.Files
        where file.Name.EndsWith(".csproj", StringComparison.Ordinal)
        select new Project(file);
}
