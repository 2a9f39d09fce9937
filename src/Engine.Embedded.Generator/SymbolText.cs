using Microsoft.CodeAnalysis;

namespace Xerotier.Engine.Generator;

/// <summary>Symbols as code.</summary>
internal static class SymbolText
{
    private static readonly SymbolDisplayFormat WithNullability =
        SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
            SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The full name for <c>typeof</c>.</summary>
    public static string Global(this ITypeSymbol type) =>
        type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>The full name for declarations.</summary>
    public static string Declared(this ITypeSymbol type) => type.ToDisplayString(WithNullability);
}
