namespace Xerotier.Tidy.Tests;

/// <summary>Files that are written from the code and reviewed as part of it.</summary>
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
}
