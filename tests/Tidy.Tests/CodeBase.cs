using System.CodeDom.Compiler;
using System.Reflection;

namespace Xerotier.Tidy.Tests;

/// <summary>What the rules look at: the text files of a repository and the types of its assemblies.</summary>
public sealed class CodeBase(IEnumerable<SourceFile> files, IEnumerable<Type> types)
{
    private static readonly string[] SkippedFolders =
        [".git", ".vs", ".idea", ".xerotier", "artifacts", "bin", "obj", "node_modules", "TestResults"];

    private static readonly string[] Extensions =
    [
        ".cs", ".csproj", ".props", ".targets", ".sln", ".md", ".json", ".sh", ".sql", ".txt", ".mjs", ".svg", ".jpg",
        ".service", ".example", ".yaml", ".conf",
    ];

    // The assemblies whose types cross processes, reach the disk or shape answers.
    private static readonly string[] ProductAssemblies =
        ["Xerotier.Grains.Abstractions", "Xerotier.Grains", "xerotier"];

    private readonly Dictionary<string, SourceFile> _files = files.ToDictionary(file => file.Path);

    public static string RepositoryRoot { get; } = typeof(CodeBase).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>The repository that this test project was built from.</summary>
    public static CodeBase Repository { get; } = Load(RepositoryRoot);

    public IEnumerable<SourceFile> Files => _files.Values;

    public IEnumerable<SourceFile> CSharp => Files.Where(file => file.IsCSharp);

    public IReadOnlyList<Type> Types { get; } = types.ToArray();

    public SourceFile? Find(string path) => _files.GetValueOrDefault(path);

    /// <summary>A code base of a few files that exist only in memory.</summary>
    public static CodeBase Of(params (string Path, string Text)[] files) =>
        new(files.Select(file => new SourceFile(file.Path, file.Text)), []);

    /// <summary>A code base of the types that the given C# declares, and a source file of it.</summary>
    public static CodeBase Compiled(string text) =>
        new([new SourceFile("src/Grains/Sample.cs", text)], SampleAssembly.Compile(text).GetTypes());

    private static CodeBase Load(string root)
    {
        var paths = Enumerate(new DirectoryInfo(root))
            .Where(file => Extensions.Contains(file.Extension) || file.Extension.Length == 0)
            .Where(file => file.Length < 2_000_000);
        return new CodeBase(
            paths.Select(file => new SourceFile(
                Path.GetRelativePath(root, file.FullName).Replace('\\', '/'),
                File.ReadAllText(file.FullName))),
            ProductAssemblies.SelectMany(name => Assembly.Load(name).GetTypes())
                .Where(type => !type.IsDefined(typeof(GeneratedCodeAttribute), inherit: false)));
    }

    private static IEnumerable<FileInfo> Enumerate(DirectoryInfo folder) =>
        folder.EnumerateFiles().Concat(folder.EnumerateDirectories()
            .Where(child => !SkippedFolders.Contains(child.Name))
            .SelectMany(Enumerate));
}
