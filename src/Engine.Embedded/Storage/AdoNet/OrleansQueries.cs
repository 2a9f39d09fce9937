using Npgsql;
using Orleans.Runtime;

namespace Xerotier.Engine.Storage.AdoNet;

/// <summary>The statements that the database keeps for silos in table <c>orleansquery</c>, by key.</summary>
internal sealed class OrleansQueries
{
    private readonly Dictionary<string, string> _texts;

    private OrleansQueries(Dictionary<string, string> texts) => _texts = texts;

    /// <summary>The statement of that key.</summary>
    public string this[string key] => _texts[key];

    /// <summary>Reads all statements.</summary>
    /// <param name="source">The database.</param>
    /// <param name="required">Keys that must be there.</param>
    /// <param name="cancellationToken">Stops waiting for the server.</param>
    /// <exception cref="OrleansConfigurationException">The table or one of the keys is missing.</exception>
    public static async Task<OrleansQueries> ReadAsync(
        NpgsqlDataSource source, IEnumerable<string> required, CancellationToken cancellationToken)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            await using var command = source.CreateCommand("select querykey, querytext from orleansquery");
            await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                texts.Add(reader.GetString(0), reader.GetString(1));
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            throw new OrleansConfigurationException(
                "The database has no table 'orleansquery'; apply deploy/postgres/*.sql to it first.", exception);
        }

        return required.Where(key => !texts.ContainsKey(key)).ToArray() is { Length: > 0 } missing
            ? throw new OrleansConfigurationException(
                $"The database lacks the statements {string.Join(", ", missing)}; apply deploy/postgres/*.sql to it.")
            : new OrleansQueries(texts);
    }
}
