using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Xerotier.Tidy.Tests.Docs;

/// <summary>Writes the reference of all options from their classes: what a setting is, its default and range.</summary>
public static class ConfigurationPage
{
    /// <summary>The classes that configuration is bound to: named so, with a section.</summary>
    public static IEnumerable<ClassDeclarationSyntax> Options(CodeBase code) =>
        from file in code.CSharp
        where file.IsUnder("src/") && file.Name.EndsWith("Options.cs", StringComparison.Ordinal)
        orderby file.Path
        from type in file.Root.DescendantNodes().OfType<ClassDeclarationSyntax>()
        where type.Identifier.Text + ".cs" == file.Name && Section(type) is not null
        select type;

    public static string Write(CodeBase code)
    {
        var text = new StringBuilder();
        foreach (var type in Options(code).OrderBy(Section, StringComparer.Ordinal))
        {
            text.Append($"### {Section(type)}\n\n{DocComment.Summary(type)}\n\n");
            text.Append("| setting | type | default | meaning |\n| --- | --- | --- | --- |\n");
            text.AppendJoin("", Settings(type).Select(Row)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The configuration section of an options class; null when it has none.</summary>
    public static string? Section(ClassDeclarationSyntax type) =>
        type.Members.OfType<FieldDeclarationSyntax>()
            .SelectMany(field => field.Declaration.Variables)
            .Where(variable => variable.Identifier.Text == "Section")
            .Select(variable => ((LiteralExpressionSyntax)variable.Initializer!.Value).Token.ValueText)
            .SingleOrDefault();

    private static IEnumerable<PropertyDeclarationSyntax> Settings(ClassDeclarationSyntax type) =>
        type.Members.OfType<PropertyDeclarationSyntax>()
            .Where(property => property.Modifiers.Any(SyntaxKind.PublicKeyword) && property.AccessorList is not null);

    private static string Row(PropertyDeclarationSyntax property)
    {
        var initial = property.Initializer?.Value.NormalizeWhitespace().ToString() ?? "";
        return $"| `{property.Identifier}` | `{property.Type}` | {(initial.Length == 0 ? "" : $"`{initial}`")} | " +
            $"{DocComment.Summary(property)} |\n";
    }
}
