using System.Globalization;

namespace Xerotier.TestKit.Postgres;

/// <summary>The PostgreSQL programs of this machine.</summary>
internal static class PostgresInstallation
{
    private const int OldestVersion = 15;

    /// <summary>Folder that holds <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c>.</summary>
    /// <exception cref="InvalidOperationException">There is none; says what to install.</exception>
    public static string Folder() =>
        OnPath().Concat(InDistributionFolders()).FirstOrDefault(IsComplete)
        ?? throw new InvalidOperationException(
            $"These tests need PostgreSQL {OldestVersion} or newer and found none on the PATH or under " +
            "/usr/lib/postgresql. Install it (apt-get install postgresql, or brew install postgresql@15), " +
            "or leave these tests out with XEROTIER_TESTS_WITHOUT=postgres and --filter Requires!=postgres.");

    private static bool IsComplete(string folder) =>
        ((string[])["initdb", "pg_ctl", "postgres"]).All(program => File.Exists(Path.Combine(folder, program)));

    private static IEnumerable<string> OnPath()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        foreach (var program in folders.Select(folder => Path.Combine(folder, "initdb")).Where(File.Exists))
        {
            var target = File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? program;
            yield return Path.GetDirectoryName(target)!;
        }
    }

    private static IEnumerable<string> InDistributionFolders() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql")
                .Select(folder => (Folder: folder, Version: Version(Path.GetFileName(folder))))
                .Where(found => found.Version >= OldestVersion)
                .OrderBy(found => found.Version)
                .Select(found => Path.Combine(found.Folder, "bin"))
            : [];

    private static int Version(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
}
