using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Xerotier.Tidy.Tests;

/// <summary>A text file of the repository; the path is relative to its root, with forward slashes.</summary>
public sealed class SourceFile(string path, string text)
{
    private readonly Lazy<CompilationUnitSyntax> _root = new(
        () => CSharpSyntaxTree.ParseText(text, ParseOptions, path).GetCompilationUnitRoot());

    private readonly Lazy<string[]> _lines = new(() => text.TrimEnd('\n').Split('\n'));

    private static readonly CSharpParseOptions ParseOptions =
        new(LanguageVersion.Preview, DocumentationMode.Parse);

    public string Path { get; } = path;

    public string Text { get; } = text;

    public IReadOnlyList<string> Lines => _lines.Value;

    public string Name => System.IO.Path.GetFileName(Path);

    public string Folder => System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/');

    public bool IsCSharp => Path.EndsWith(".cs", StringComparison.Ordinal);

    public bool IsTest => Path.StartsWith("tests/", StringComparison.Ordinal);

    public bool IsUnder(string folder) => Path.StartsWith(folder, StringComparison.Ordinal);

    /// <summary>The syntax tree of a C# file.</summary>
    public CompilationUnitSyntax Root => _root.Value;

    public static int LineOf(SyntaxNodeOrToken node) => node.GetLocation()!.GetLineSpan().StartLinePosition.Line + 1;

    public override string ToString() => Path;
}
