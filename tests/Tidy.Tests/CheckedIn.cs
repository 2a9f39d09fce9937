namespace Xerotier.Tidy.Tests;

/// <summary>Files, or parts of them, that are written from the code and reviewed as part of it.</summary>
public static class CheckedIn
{
    /// <summary>Fails when the file differs from what the code says now, and tells how to accept that.</summary>
    public static void Matches(string path, string actual)
    {
        if (CodeBase.Repository.Find(path)?.Text == actual)
        {
            return;
        }

        var proposal = $"artifacts/proposals/{path}";
        var file = Path.Combine(CodeBase.RepositoryRoot, proposal);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, actual);
        Assert.Fail($"{path} differs from the code. Look at the difference; to accept it:\n  cp {proposal} {path}\n");
    }

    /// <summary>
    /// The same for the part of a page between the lines <c>&lt;!-- begin written from the code --&gt;</c> and
    /// <c>&lt;!-- end written from the code --&gt;</c>; the rest is prose.
    /// </summary>
    public static void PartMatches(string path, string actual)
    {
        const string begin = "<!-- begin written from the code -->\n";
        const string end = "<!-- end written from the code -->";
        var page = CodeBase.Repository.Find(path)?.Text ?? begin + end;
        var from = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        var to = page.IndexOf(end, StringComparison.Ordinal);
        Matches(path, $"{page[..from]}\n{actual.Trim('\n')}\n\n{page[to..]}");
    }
}
