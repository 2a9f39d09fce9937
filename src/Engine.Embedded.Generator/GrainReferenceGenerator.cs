using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Xerotier.Engine.Generator;

/// <summary>
/// Writes a typed reference for every grain, observer and extension interface, one call class for every method, and
/// the list of the assembly's grain classes.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class GrainReferenceGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var types = context.SyntaxProvider.CreateSyntaxProvider(
            static (node, _) => node is TypeDeclarationSyntax { BaseList: not null },
            static (syntax, token) => Generated.From(
                (INamedTypeSymbol)syntax.SemanticModel.GetDeclaredSymbol(syntax.Node, token)!))
            .Where(static generated => generated.Kind != GeneratedKind.None);

        context.RegisterSourceOutput(types, static (output, generated) =>
        {
            if (generated.Problem is { } problem) output.ReportDiagnostic(problem.ToDiagnostic());
            else if (generated.Source.Length > 0) output.AddSource(generated.FileName, generated.Source);
        });

        var parts = context.CompilationProvider.Select(static (compilation, _) => ApplicationParts.Of(compilation));
        context.RegisterSourceOutput(
            types.Where(static g => g.Problem is null).Select(static (g, _) => g.Registration).Collect().Combine(parts),
            static (output, pair) => output.AddSource("GrainCode.g.cs", Manifest(pair.Left, pair.Right)));
    }

    private static string Manifest(ImmutableArray<string> registrations, ApplicationParts parts)
    {
        var code = new CodeText();
        foreach (var part in parts.Names) code.Line($"[assembly: global::Orleans.ApplicationPart(\"{part}\")]");
        code.Line($"[assembly: {Names.Grains}.GrainCode(typeof({Names.Generated}.AssemblyGrainCode))]");
        code.Line();
        code.Line($"namespace {Names.Generated}");
        using (code.Block())
        {
            code.Line($"internal sealed class AssemblyGrainCode : {Names.Grains}.GrainCode");
            using (code.Block())
            {
                code.Line($"public override void Register({Names.Grains}.TypeManifest manifest)");
                using (code.Block())
                {
                    foreach (var line in registrations.Distinct().OrderBy(static r => r, StringComparer.Ordinal))
                        code.Line(line);
                }
            }
        }

        return code.ToString();
    }
}
