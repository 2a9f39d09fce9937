using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Xerotier.Tidy.Tests.Engine;

/// <summary>The symbols of both engines, whichever of them this test project was built for.</summary>
public static class EngineAssemblies
{
    private static readonly string[] ImplicitUsings =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading",
        "System.Threading.Tasks",
    ];

    private static readonly IReadOnlyList<string> Platform =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);

    /// <summary>The embedded engine, read from its source so that it needs no build.</summary>
    public static IAssemblySymbol Embedded(CodeBase code)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var usings = string.Concat(ImplicitUsings.Select(name => $"global using {name};\n"));
        var trees = code.CSharp.Where(file => file.IsUnder("src/Engine.Embedded/"))
            .Select(file => CSharpSyntaxTree.ParseText(file.Text, options, file.Path));
        return CSharpCompilation.Create(
            "Xerotier.Engine.Embedded",
            trees.Append(CSharpSyntaxTree.ParseText(usings, options)),
            Platform.Where(path => !IsEngine(path)).Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true)).Assembly;
    }

    /// <summary>The packages of Orleans; none when this test project was built for the embedded engine.</summary>
    public static IEnumerable<IAssemblySymbol> Orleans()
    {
        var references = Platform
            .Select(path => (Path: path, Reference: MetadataReference.CreateFromFile(path)))
            .ToList();
        var compilation = CSharpCompilation.Create("Packages", references: references.Select(each => each.Reference));
        return references.Where(each => IsOrleans(each.Path))
            .Select(each => (IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(each.Reference)!);
    }

    private static bool IsEngine(string path) => IsOrleans(path) || Path.GetFileName(path).StartsWith("Xerotier.");

    private static bool IsOrleans(string path) => Path.GetFileName(path).StartsWith("Orleans.");
}
