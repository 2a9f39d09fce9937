using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Xerotier.Tidy.Tests.Docs;

/// <summary>The summary of a declaration, as one line of Markdown.</summary>
public static partial class DocComment
{
    public static string Summary(SyntaxNode declaration)
    {
        var comment = declaration.GetLeadingTrivia()
            .Select(trivia => trivia.GetStructure())
            .OfType<DocumentationCommentTriviaSyntax>()
            .LastOrDefault();
        var summary = comment?.Content.OfType<XmlElementSyntax>()
            .FirstOrDefault(element => element.StartTag.Name.ToString() == "summary");
        if (summary is null)
        {
            return "";
        }

        var text = string.Concat(summary.Content.Select(Plain));
        return Blanks().Replace(text.Replace("|", "\\|"), " ").Trim();
    }

    private static string Plain(XmlNodeSyntax node) => node switch
    {
        XmlTextSyntax text => string.Concat(text.TextTokens.Select(token => token.ToString())),
        XmlEmptyElementSyntax empty => $"`{Reference().Match(empty.ToString()).Groups[1].Value.Split('.')[^1]}`",
        XmlElementSyntax element => $"`{string.Concat(element.Content.Select(Plain))}`",
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex("(?:cref|name|langword)=\"([^\"]+)\"")]
    private static partial Regex Reference();
}
