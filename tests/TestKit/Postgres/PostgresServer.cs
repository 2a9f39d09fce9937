using System.Globalization;
using Npgsql;

namespace Xerotier.TestKit.Postgres;

/// <summary>
/// A real PostgreSQL server of its own for tests: fresh data in a temporary directory, reachable only through a Unix
/// socket there, run by an unprivileged user (the server refuses root), stopped and deleted afterwards.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Superuser = "postgres";
    private readonly string _programs;
    private readonly Account? _account;
    private readonly string _directory;
    private bool _running;
    private int _databases;

    private PostgresServer(string programs, Account? account, string directory)
    {
        _programs = programs;
        _account = account;
        _directory = directory;
    }

    private string Data => Path.Combine(_directory, "data");

    /// <summary>Creates and starts a server.</summary>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed or did not start; says why.</exception>
    public static async Task<PostgresServer> CreateAsync()
    {
        var programs = PostgresInstallation.Folder();
        var account = Environment.IsPrivilegedProcess ? await Account.UnprivilegedAsync() : null;
        var directory = Directory.CreateTempSubdirectory("xerotier-pg-").FullName;
        var server = new PostgresServer(programs, account, directory);
        try
        {
            if (account is not null)
                await ExternalProgram.RunAsync("chown", [account.Owner, directory], directory);
            await server.RunAsync(
                "initdb", "-D", server.Data, "-U", Superuser, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the stopped server and waits until it answers.</summary>
    public async Task StartAsync()
    {
        await RunAsync("pg_ctl", "start", "-w", "-t", "60", "-D", Data, "-l", Path.Combine(_directory, "log"), "-o",
            $"-k {_directory} -c listen_addresses='' -c max_connections=60 -c fsync=off -c full_page_writes=off");
        _running = true;
    }

    /// <summary>Stops the server; clients see broken connections. Data stays for <see cref="StartAsync"/>.</summary>
    public async Task StopAsync()
    {
        await RunAsync("pg_ctl", "stop", "-w", "-t", "60", "-m", "fast", "-D", Data);
        _running = false;
    }

    /// <summary>Creates an empty database and answers with its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");
        await ExecuteAsync(ConnectionString("postgres"), $"create database {name}");
        return ConnectionString(name);
    }

    /// <summary>Creates a database with the project's own schema (<c>deploy/postgres</c>).</summary>
    public async Task<string> CreateDatabaseWithSchemaAsync()
    {
        var connectionString = await CreateDatabaseAsync();
        await ApplySchemaAsync(connectionString);
        return connectionString;
    }

    /// <summary>Applies all files of <c>deploy/postgres</c> in order.</summary>
    public static async Task ApplySchemaAsync(string connectionString)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "postgres"), "*.sql").Order())
            await ExecuteAsync(connectionString, await File.ReadAllTextAsync(file));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_running)
            await StopAsync();
        NpgsqlConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = _directory,
            Username = Superuser,
            Database = database,
            Timeout = 15,
            CommandTimeout = 15,
            MaxPoolSize = 10,
        }.ConnectionString;

    private Task RunAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(_programs, program);
        return _account is null
            ? ExternalProgram.RunAsync(path, arguments, _directory)
            : ExternalProgram.RunAsync("setpriv", [.. _account.SetprivArguments, path, .. arguments], _directory);
    }
}
