using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Xerotier.Engine.Generator;

/// <summary>Why no reference can be generated, as values so that it can be compared.</summary>
internal sealed record Problem(string Message, string Path, TextSpan Span, LinePositionSpan Lines)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "XERO0001",
        "Grain interface cannot be called",
        "{0}",
        "Grains",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true);

    public static Problem At(ISymbol symbol, string message)
    {
        var location = symbol.Locations[0];
        return new(message, location.SourceTree?.FilePath ?? "", location.SourceSpan, location.GetLineSpan().Span);
    }

    public Diagnostic ToDiagnostic() => Diagnostic.Create(Rule, Location.Create(Path, Span, Lines), Message);
}
