namespace Xerotier.TestKit.Postgres;

/// <summary>A user without privileges that runs the server when the tests run as root.</summary>
internal sealed record Account(string UserId, string GroupId)
{
    private static readonly string[] Candidates = ["postgres", "nobody"];

    public string Owner => $"{UserId}:{GroupId}";

    public string[] SetprivArguments => [$"--reuid={UserId}", $"--regid={GroupId}", "--clear-groups"];

    public static async Task<Account> UnprivilegedAsync()
    {
        var users = await File.ReadAllLinesAsync("/etc/passwd");
        var fields = Candidates
            .Select(name => users.FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.Ordinal)))
            .FirstOrDefault(line => line is not null)?.Split(':');
        return fields is [_, _, var user, var group, ..]
            ? new Account(user, group)
            : throw new InvalidOperationException(
                "PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody to run it as.");
    }
}
