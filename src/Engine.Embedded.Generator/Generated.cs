using Microsoft.CodeAnalysis;

namespace Xerotier.Engine.Generator;

/// <summary>The code for one type declaration; equal when the code is, so that nothing is written twice.</summary>
internal readonly record struct Generated(
    GeneratedKind Kind, string FileName, string Source, string Registration, Problem? Problem)
{
    private static readonly Generated Nothing = new(GeneratedKind.None, "", "", "", null);

    public static Generated From(INamedTypeSymbol type)
    {
        if (type.IsGenericType || !IsReachable(type)) return Nothing;
        if (type.TypeKind == TypeKind.Interface) return FromInterface(type);
        if (type.TypeKind != TypeKind.Class || type.IsAbstract || !Implements(type, "IGrainBase", "Orleans"))
            return Nothing;
        return new(GeneratedKind.GrainClass, "", "", $"manifest.AddClass(typeof({type.Global()}));", null);
    }

    private static Generated FromInterface(INamedTypeSymbol type)
    {
        if (!Implements(type, "IAddressable", "Orleans.Runtime") || IsMarker(type)) return Nothing;
        var methods = MethodShape.AllOf(type, out var problem);
        if (problem is not null) return new(GeneratedKind.Reference, "", "", "", problem);
        var name = $"Reference_{type.ToDisplayString().Replace('.', '_')}";
        var source = new ReferenceWriter(type, name, methods).Write();
        var registration =
            $"manifest.AddInterface(typeof({type.Global()}), "
            + $"static (shared, key) => new global::{Names.Generated}.{name}(shared, key));";
        return new(GeneratedKind.Reference, $"{type.ToDisplayString()}.g.cs", source, registration, null);
    }

    private static bool Implements(INamedTypeSymbol type, string name, string ns) =>
        type.AllInterfaces.Any(i => i.Name == name && i.ContainingNamespace.ToDisplayString() == ns);

    // The engine's own interfaces without methods mark others; nobody calls them.
    private static bool IsMarker(INamedTypeSymbol type) =>
        type.ContainingNamespace.ToDisplayString() is "Orleans" or "Orleans.Runtime"
        && !type.GetMembers().OfType<IMethodSymbol>().Any()
        && type.AllInterfaces.All(static i => !i.GetMembers().OfType<IMethodSymbol>().Any());

    private static bool IsReachable(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.IsFileLocal) return false;
            if (current.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected) return false;
        }

        return true;
    }
}
