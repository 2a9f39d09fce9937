using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Xerotier.Tidy.Tests.Sources;

/// <summary>Types are named after what they are, folders after nouns of the domain.</summary>
public sealed partial class NameRule : IRule
{
    private static readonly string[] EmptyFolders =
        ["Data", "Services", "Interfaces", "Helpers", "Utils", "Utilities", "Common", "Misc"];

    public IEnumerable<Violation> Check(CodeBase code) =>
        code.CSharp.SelectMany(file => Types(file).Concat(Folders(file)));

    public CodeBase BadSample => CodeBase.Of(("src/A/Services/AgentManager.cs", "class AgentManager;"));

    private static IEnumerable<Violation> Types(SourceFile file) =>
        from type in file.Root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        where EmptyName().IsMatch(type.Identifier.Text)
        select new Violation(file.Path, $"{type.Identifier.Text} does not say what it is");

    private static IEnumerable<Violation> Folders(SourceFile file) =>
        from folder in file.Folder.Split('/')
        where EmptyFolders.Contains(folder)
        select new Violation(file.Path, $"folder {folder} is not a noun of the domain");

    [GeneratedRegex("(Manager|Helpers?|Utils?|Utility|Utilities)$")]
    private static partial Regex EmptyName();
}
