using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Xerotier.Tidy.Tests.Engine;

/// <summary>Writes down what other assemblies can name: types with public and protected members.</summary>
public static class ApiSurface
{
    private static readonly SymbolDisplayFormat Format = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters |
            SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType |
            SymbolDisplayMemberOptions.IncludeConstantValue | SymbolDisplayMemberOptions.IncludeRef,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName |
            SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeParamsRefOut |
            SymbolDisplayParameterOptions.IncludeExtensionThis,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes |
            SymbolDisplayMiscellaneousOptions.AllowDefaultLiteral);

    public static IReadOnlyDictionary<string, ApiType> Of(IEnumerable<IAssemblySymbol> assemblies) =>
        assemblies.SelectMany(assembly => Types(assembly.GlobalNamespace))
            .Select(Describe)
            .GroupBy(type => type.Name)
            .ToImmutableSortedDictionary(
                parts => parts.Key,
                parts => new ApiType(parts.Key, [.. parts.SelectMany(part => part.Members)]),
                StringComparer.Ordinal);

    /// <summary>Types as text: each name, and below it a line <c>name | declaration</c> for each member.</summary>
    public static string Write(IEnumerable<ApiType> types) => string.Join('\n', types.Select(type =>
        $"{type.Name}\n{string.Concat(type.Members.Select(member => $"  {member.Name} | {member.Line}\n"))}"));

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static IReadOnlyDictionary<string, ApiType> Read(string text) =>
        text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .Select(lines => new ApiType(lines[0], [.. lines[1..].Select(ReadMember)]))
            .ToDictionary(type => type.Name);

    private static ApiMember ReadMember(string line)
    {
        var parts = line.Split(" | ", 2);
        return new ApiMember(parts[0].TrimStart(), parts[1]);
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol parent) =>
        parent.GetMembers().OfType<INamespaceOrTypeSymbol>().SelectMany(member => member switch
        {
            INamedTypeSymbol type when IsVisible(type) => Types(type).Prepend(type),
            INamespaceSymbol space => Types(space),
            _ => [],
        });

    private static ApiType Describe(INamedTypeSymbol type)
    {
        var members = type.TypeKind == TypeKind.Delegate
            ? [new ApiMember("Invoke", Line(type.DelegateInvokeMethod!))]
            : type.GetMembers().Where(IsDeclaredHere).Select(member => new ApiMember(member.Name, Line(member)));
        return new ApiType(
            type.ToDisplayString(Format.RemoveMemberOptions(SymbolDisplayMemberOptions.IncludeType)),
            [.. members, .. Head(type)]);
    }

    private static IEnumerable<ApiMember> Head(INamedTypeSymbol type)
    {
        yield return new ApiMember("kind", $"{Shape(type)} {type.TypeKind.ToString().ToLowerInvariant()}".Trim());
        if (type is { TypeKind: TypeKind.Class, BaseType.SpecialType: not SpecialType.System_Object })
        {
            yield return new ApiMember("base", $": {type.BaseType!.ToDisplayString(Format)}");
        }

        foreach (var each in type.Interfaces.Where(IsVisible).Select(each => each.ToDisplayString(Format)))
        {
            yield return new ApiMember($": {each}", $": {each}");
        }

        foreach (var attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == nameof(AttributeUsageAttribute))
            {
                yield return new ApiMember("usage", attribute.ToString()!);
            }
        }
    }

    private static string Shape(INamedTypeSymbol type) => type switch
    {
        { IsStatic: true } => "static",
        { TypeKind: not TypeKind.Class } => "",
        { IsAbstract: true } => "abstract",
        { IsSealed: true } => "sealed",
        _ => "",
    };

    private static string Line(ISymbol member)
    {
        var protection = member.DeclaredAccessibility == Accessibility.Public ? "" : "protected ";
        var scope = member is { IsStatic: true } and not IFieldSymbol { IsConst: true } ? "static " : "";
        return protection + scope + member.ToDisplayString(Format) + Accessors(member);
    }

    private static string Accessors(ISymbol member)
    {
        if (member is not IPropertySymbol property)
        {
            return "";
        }

        var set = property.SetMethod is { IsInitOnly: true } ? "init;" : "set;";
        var parts = new List<string>();
        if (property.GetMethod is { } getter && IsVisible(getter))
        {
            parts.Add("get;");
        }

        if (property.SetMethod is { } setter && IsVisible(setter))
        {
            parts.Add(setter.DeclaredAccessibility < property.DeclaredAccessibility ? $"protected {set}" : set);
        }

        return $" {{ {string.Join(' ', parts)} }}";
    }

    private static bool IsDeclaredHere(ISymbol member) =>
        IsVisible(member) && !member.IsOverride && !member.Name.Contains('<') && member switch
        {
            INamedTypeSymbol => false,
            IMethodSymbol { MethodKind: MethodKind.Constructor } method =>
                method.ContainingType.TypeKind != TypeKind.Struct || !method.Parameters.IsEmpty,
            IMethodSymbol method => method.MethodKind is MethodKind.Ordinary or MethodKind.UserDefinedOperator
                or MethodKind.Conversion,
            _ => true,
        };

    private static bool IsVisible(ISymbol symbol) => symbol.DeclaredAccessibility
        is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;
}
