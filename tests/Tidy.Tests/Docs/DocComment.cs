using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Xerotier.Tidy.Tests.Docs;

/// <summary>What the comment of a declaration says (its summary and its value), as one line of Markdown.</summary>
public static partial class DocComment
{
    public static string Summary(SyntaxNode declaration)
    {
        var comment = declaration.GetLeadingTrivia()
            .Select(trivia => trivia.GetStructure())
            .OfType<DocumentationCommentTriviaSyntax>()
            .LastOrDefault();
        var parts =
            from element in comment?.Content.OfType<XmlElementSyntax>() ?? []
            where element.StartTag.Name.ToString() is "summary" or "value"
            select string.Concat(element.Content.Select(Plain));
        return Blanks().Replace(string.Join(' ', parts).Replace("|", "\\|"), " ").Trim();
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
