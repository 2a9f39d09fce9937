using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Npgsql;
using Xerotier.Contract.Tests.Processes;
using Xerotier.TestKit;
using Xerotier.TestKit.Postgres;

namespace Xerotier.Contract.Tests.Recovery;

/// <summary>Runs the commands of docs/operating/backup.md, and starts a server on what they restored.</summary>
public sealed partial class BackupTests : IDisposable
{
    private const string AdminToken = "xadm_backup-tests-0123456789abcdef0123456789abcdef01";
    private readonly TemporaryDirectory _directory = new();
    private readonly HttpClient _http = new();

    public BackupTests()
    {
        Directory.CreateDirectory(_directory.At("lib"));
        Directory.CreateDirectory(_directory.At("backups"));
    }

    public void Dispose()
    {
        _http.Dispose();
        _directory.Dispose();
    }

    [Fact]
    [Trait("Engine", "embedded")]
    public async Task Directory_CopiedAndRestored_HasEverything()
    {
        string[] arguments = ["--data", _directory.At("lib/xerotier")];
        var key = await WithServerAsync(arguments, CreateKeyAsync);

        await RunAsync("Copy the directory");
        var later = await WithServerAsync(arguments, CreateKeyAsync);
        await RunAsync("Restore the directory");

        await WithServerAsync(arguments, async root =>
        {
            (await OpensAsync(root, key)).ShouldBeTrue();
            (await OpensAsync(root, later)).ShouldBeFalse();
            return key;
        });
    }

    // The orleans engine would want silos in processes of their own; the rows are the same.
    [Fact]
    [Trait("Engine", "embedded")]
    [Trait("Requires", "postgres")]
    public async Task Database_DumpedAndRestored_HasEverything()
    {
        await using var postgres = await PostgresServer.CreateAsync();
        var database = await postgres.CreateDatabaseWithSchemaAsync();
        var restored = await postgres.CreateDatabaseAsync();
        var key = await WithServerAsync(Settings(database), CreateKeyAsync);

        await RunAsync("Dump the database", ("DATABASE", database));
        await RunAsync("Restore the database", ("RESTORED", restored));

        await WithServerAsync(Settings(restored), async root =>
        {
            (await OpensAsync(root, key)).ShouldBeTrue();
            return key;
        });
    }

    private string[] Settings(string database) =>
        ["--data", _directory.At("lib/files"), "--Storage:ConnectionString", database];

    private async Task<ServerKey> WithServerAsync(string[] arguments, Func<Uri, Task<ServerKey>> act)
    {
        await using var server = ProductPrograms.Server(
            _directory.Path,
            ["--urls", "http://127.0.0.1:0", .. arguments],
            new Dictionary<string, string> { ["XEROTIER_ADMIN_TOKEN"] = AdminToken });
        const string mark = "Now listening on: ";
        var line = await server.LineAsync(mark);
        var result = await act(new Uri(line[(line.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..]));
        server.Terminate();
        (await server.ExitAsync()).ShouldBe(0, server.Output);
        return result;
    }

    private async Task<ServerKey> CreateKeyAsync(Uri root)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(root, "/admin/v1/projects"));
        request.Headers.Authorization = new("Bearer", AdminToken);
        request.Content = JsonContent.Create(new { name = "Backup" });
        using var answer = await _http.SendAsync(request);
        var project = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        return new ServerKey(project.GetProperty("id").GetString()!, project.GetProperty("api_key").GetString()!);
    }

    private async Task<bool> OpensAsync(Uri root, ServerKey key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(root, $"/{key.Project}/v1/endpoints"));
        request.Headers.Authorization = new("Bearer", key.Secret);
        using var answer = await _http.SendAsync(request);
        return answer.IsSuccessStatusCode;
    }

    // The page's commands on the test's folders; services are the test's own processes.
    private async Task RunAsync(string heading, params (string Name, string ConnectionString)[] databases)
    {
        var page = await File.ReadAllTextAsync(
            Path.Combine(ProductPrograms.RepositoryRoot, "docs/operating/backup.md"));
        var commands = Block().Match(page[page.IndexOf($"### {heading}\n", StringComparison.Ordinal)..])
            .Groups["commands"].Value;
        commands.ShouldNotBeEmpty();
        var variables = databases.Select(database => $"{database.Name}='{ForClients(database.ConnectionString)}'\n");
        var script = string.Concat(variables) + ServiceCommand().Replace(commands, "")
            .Replace("/var/lib", _directory.At("lib"))
            .Replace("/var/backups", _directory.At("backups"));
        await ExternalProgram.RunAsync("bash", ["-euc", script], _directory.Path);
    }

    private static string ForClients(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        return $"host={parts.Host} user={parts.Username} dbname={parts.Database}";
    }

    [GeneratedRegex("```bash\n(?<commands>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("^systemctl .*\n", RegexOptions.Multiline)]
    private static partial Regex ServiceCommand();

    private sealed record ServerKey(string Project, string Secret);
}
