using System.Text;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xerotier.Tidy.Tests.Faults;

namespace Xerotier.Tidy.Tests.Docs;

/// <summary>Writes the reference of all errors from the fault map and the comments of the faults.</summary>
public static class ErrorsPage
{
    public static string Write(CodeBase code)
    {
        var meanings = code.CSharp
            .Where(file => file.IsUnder("src/Grains.Abstractions/") && file.Name == "FaultCode.cs")
            .SelectMany(file => file.Root.DescendantNodes().OfType<EnumMemberDeclarationSyntax>())
            .ToDictionary(member => member.Identifier.Text, DocComment.Summary);
        var text = new StringBuilder("| status | `type` | `code` | `Retry-After` | meaning |\n");
        text.Append("| --- | --- | --- | --- | --- |\n");
        foreach (var fault in MappedFault.Of(code).Where(fault => fault.Name != "Unspecified"))
        {
            var retry = fault.RetryAfterSeconds is { } seconds ? $"{seconds} s" : "";
            text.Append($"| {fault.Status} | `{fault.Type}` | `{fault.Code}` | {retry} | {meanings[fault.Name]} |\n");
        }

        return text.ToString();
    }
}
