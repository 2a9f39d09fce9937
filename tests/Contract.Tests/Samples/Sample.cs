using System.Text.RegularExpressions;
using Xerotier.Contract.Tests.Processes;

namespace Xerotier.Contract.Tests.Samples;

/// <summary>A sample of the platform's documents, and what it prints (<c>samples.txt</c>).</summary>
/// <param name="File">Its name; the end says in which language it is.</param>
/// <param name="Printed">Regular expressions of what it prints, in order.</param>
public sealed partial record Sample(string File, IReadOnlyList<string> Printed)
{
    private const string Uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

    private static readonly string Folder =
        Path.Combine(ProductPrograms.RepositoryRoot, "tests", "Contract.Tests", "Samples");

    /// <summary>The samples, by their file.</summary>
    public static IReadOnlyDictionary<string, Sample> All { get; } =
        System.IO.File.ReadAllText(Path.Combine(Folder, "samples.txt"))
            .Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .Where(lines => !lines[0].StartsWith('#'))
            .Select(lines => new Sample(lines[0], lines[1..]))
            .ToDictionary(sample => sample.File);

    /// <summary>The sample as a person would run it: with another host, project, key and model.</summary>
    public string TextFor(Uri project, string key, string model) =>
        AnyKey().Replace(System.IO.File.ReadAllText(Path.Combine(Folder, File)), key)
            .Replace("https://api.xerotier.ai/proj_ABC123", project.AbsoluteUri.TrimEnd('/'))
            .Replace("MODEL_ID", model)
            .Replace("<model-id>", model);

    /// <summary>One expression for all that it prints about a model.</summary>
    public Regex Expected(string model) => new(
        string.Join(@"[\s\S]*?", Printed)
            .Replace("<uuid>", Uuid).Replace("<time>", "[0-9]{10}").Replace("<id>", model).Replace("{\"", "\\{\""),
        RegexOptions.Singleline,
        TimeSpan.FromSeconds(10));

    [GeneratedRegex("xero_my-?project_[a-z0-9_]+")]
    private static partial Regex AnyKey();
}
