using System.Text;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Xerotier.Tidy.Tests.Docs;

/// <summary>Writes the reference of all instruments from the calls that create them.</summary>
public static class MetricsPage
{
    private static readonly string[] Kinds =
        ["Counter", "Histogram", "UpDownCounter", "Gauge", "ObservableCounter", "ObservableGauge",
            "ObservableUpDownCounter"];

    public static string Write(CodeBase code)
    {
        var text = new StringBuilder();
        foreach (var program in Instruments(code).GroupBy(instrument => instrument.Program).OrderBy(group => group.Key))
        {
            text.Append($"## {program.Key}\n\n| instrument | kind | unit | meaning |\n| --- | --- | --- | --- |\n");
            foreach (var instrument in program.OrderBy(instrument => instrument.Name, StringComparer.Ordinal))
            {
                text.Append($"| `{instrument.Name}` | {instrument.Kind} | {instrument.Unit} ")
                    .Append($"| {instrument.Meaning} |\n");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<(string Program, string Name, string Kind, string Unit, string Meaning)> Instruments(
        CodeBase code) =>
        from file in code.CSharp
        where file.IsUnder("src/")
        from call in file.Root.DescendantNodes().OfType<InvocationExpressionSyntax>()
        let kind = KindOf(call)
        where kind is not null
        let texts = Texts(call).ToList()
        where texts.Count > 0
        select (file.Path.Split('/')[1], texts[0], Words(kind), texts.Count > 2 ? texts[1] : "",
            texts.Count > 1 ? texts[^1] : "");

    private static string? KindOf(InvocationExpressionSyntax call)
    {
        var name = (call.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.Text;
        return Kinds.SingleOrDefault(kind => name == "Create" + kind);
    }

    private static string Words(string kind) =>
        kind.Replace("Observable", "").Replace("UpDownCounter", "gauge").ToLowerInvariant();

    private static IEnumerable<string> Texts(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.Select(argument => Value(argument.Expression)).OfType<string>();

    // A text that is written out, or put together from constants of the same class.
    private static string? Value(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax { Token.Value: string text } => text,
        BinaryExpressionSyntax sum => Value(sum.Left) + Value(sum.Right),
        IdentifierNameSyntax name => name.SyntaxTree.GetRoot().DescendantNodes().OfType<VariableDeclaratorSyntax>()
            .Where(variable => variable.Identifier.Text == name.Identifier.Text && variable.Initializer is not null)
            .Select(variable => Value(variable.Initializer!.Value))
            .FirstOrDefault(),
        _ => null,
    };
}
