using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Xerotier.Tidy.Tests.Docs;

/// <summary>Writes the reference of all options from their classes: what a setting is, its default and range.</summary>
public static class ConfigurationPage
{
    /// <summary>Every options class of the product; in the engine, those of Orleans' own API aside.</summary>
    public static IEnumerable<ClassDeclarationSyntax> Options(CodeBase code) =>
        from file in code.CSharp
        where file.IsUnder("src/") && file.Name.EndsWith("Options.cs", StringComparison.Ordinal)
        orderby file.Path
        from type in file.Root.DescendantNodes().OfType<ClassDeclarationSyntax>()
        where type.Identifier.Text + ".cs" == file.Name
        where Section(type) is not null || !file.IsUnder("src/Engine.Embedded/")
        select type;

    public static string Write(CodeBase code)
    {
        var text = new StringBuilder();
        foreach (var program in Options(code).GroupBy(Program).OrderByDescending(group => group.Key))
        {
            text.Append($"## {program.Key}\n\n");
            foreach (var type in program.OrderBy(Title, StringComparer.Ordinal))
            {
                text.Append($"### {Title(type)}\n\n{DocComment.Summary(type)}\n\n");
                text.Append("| setting | type | default | meaning |\n| --- | --- | --- | --- |\n");
                text.AppendJoin("", Settings(type).Select(Row)).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Program(ClassDeclarationSyntax type) =>
        type.SyntaxTree.FilePath.StartsWith("src/Agent/", StringComparison.Ordinal) ? "Agent" : "Server";

    private static string Title(ClassDeclarationSyntax type) =>
        Section(type) ?? type.Identifier.Text.Replace("Options", "");

    private static string? Section(ClassDeclarationSyntax type) =>
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
