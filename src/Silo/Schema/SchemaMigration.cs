using System.Reflection;
using Npgsql;

namespace Xerotier.Silo.Schema;

/// <summary>
/// Brings a database to the schema of this build (<c>deploy/postgres</c>). The table <c>xerotier_schema</c> keeps what
/// was applied. Everything happens in one transaction under one lock: whoever comes second finds the work done, and
/// nothing is ever half done.
/// </summary>
public static class SchemaMigration
{
    /// <summary>
    /// Version of the schema; grows with every change of the files. Every file may be applied again at any time.
    /// </summary>
    public const int Version = 1;

    /// <summary>"xerotier" in ASCII: taken by nobody else.</summary>
    private const long Lock = 0x7865_726f_7469_6572;

    private const string Folder = "postgres/";

    private const string OwnTable =
        """
        create table if not exists xerotier_schema
        (
            version   integer     not null primary key,
            appliedon timestamptz not null default now()
        )
        """;

    /// <summary>The files of the schema in the order in which they are applied.</summary>
    public static IReadOnlyList<string> Files { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Applies what is missing and answers with the version that the database had before; 0 when
    /// none.</summary>
    /// <remarks>A newer schema than this build's stays as it is: newer schemas serve older builds.</remarks>
    /// <param name="connectionString">How the database is reached.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is changed then.</param>
    /// <exception cref="NpgsqlException">The database cannot be reached, or refused a statement.</exception>
    public static async Task<int> ApplyAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, $"select pg_advisory_xact_lock({Lock})", cancellationToken);
        await ExecuteAsync(connection, OwnTable, cancellationToken);
        int before = await ReadVersionAsync(connection, cancellationToken);
        if (before < Version)
        {
            foreach (string file in Files)
            {
                await ExecuteAsync(connection, Read(file), cancellationToken);
            }

            await ExecuteAsync(
                connection, $"insert into xerotier_schema (version) values ({Version})", cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return before;
    }

    /// <summary>The text of a file.</summary>
    public static string Read(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static async Task<int> ReadVersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select coalesce(max(version), 0) from xerotier_schema", connection);
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task ExecuteAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
