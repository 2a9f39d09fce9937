using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Xerotier.Tidy.Tests;

/// <summary>Compiles the bad samples of rules that read types; samples in this project would break its build.</summary>
public static class SampleAssembly
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Threading;
        using System.Threading.Tasks;
        using Orleans;
        using Orleans.Concurrency;
        using Orleans.Runtime;

        """;

    private static readonly MetadataReference[] References = AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!
        .ToString()!
        .Split(Path.PathSeparator)
        .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
        .ToArray();

    public static Assembly Compile(string text)
    {
        var compilation = CSharpCompilation.Create(
            "Sample" + Guid.NewGuid().ToString("N"),
            [CSharpSyntaxTree.ParseText(Usings + text)],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        result.Success.ShouldBeTrue(string.Join('\n', result.Diagnostics));
        return Assembly.Load(image.ToArray());
    }
}
