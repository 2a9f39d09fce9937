using System.Text.RegularExpressions;

namespace Xerotier.Tidy.Tests.Docs;

/// <summary>Relative links in Markdown lead to a file or folder that exists, and to a heading that it has.</summary>
public sealed partial class LinkRule : IRule
{
    public IEnumerable<Violation> Check(CodeBase code) =>
        from file in Pages(code)
        from Match link in Link().Matches(CodeBlock().Replace(file.Text, ""))
        let target = link.Groups["target"].Value
        where !target.Contains(':')
        let problem = Problem(code, file, target)
        where problem is not null
        select new Violation(file.Path, $"link to {target}: {problem}");

    public CodeBase BadSample => CodeBase.Of(("docs/a.md", "# A\n[gone](b.md) and [nowhere](#b)"));

    private static IEnumerable<SourceFile> Pages(CodeBase code) =>
        code.Files.Where(file => file.Name.EndsWith(".md", StringComparison.Ordinal));

    private static string? Problem(CodeBase code, SourceFile from, string target)
    {
        var parts = target.Split('#', 2);
        var path = parts[0].Length == 0 ? from.Path : Resolve(from.Folder, parts[0]);
        var page = code.Find(path);
        if (page is null)
        {
            return code.Files.Any(file => file.IsUnder(path.TrimEnd('/') + "/")) ? null : "no such file";
        }

        return parts.Length == 1 || Anchors(page).Contains(parts[1]) ? null : "no such heading";
    }

    private static string Resolve(string folder, string target) =>
        Path.GetRelativePath("/", Path.GetFullPath(Path.Combine("/", folder, target))).Replace('\\', '/');

    // The way GitHub makes anchors: lower case, punctuation dropped, blanks to hyphens.
    private static IEnumerable<string> Anchors(SourceFile page) =>
        from Match heading in Heading().Matches(CodeBlock().Replace(page.Text, ""))
        let plain = Punctuation().Replace(heading.Groups["title"].Value.Trim().ToLowerInvariant(), "")
        select plain.Replace(' ', '-');

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)|<img[^>]+src=""(?<target>[^""]+)""")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+\s+(?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N}\s_-]")]
    private static partial Regex Punctuation();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
